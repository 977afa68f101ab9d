package io.github.goldspike.live;

import java.util.ArrayList;
import java.util.List;
import org.teavm.model.BasicBlock;
import org.teavm.model.ClassHolder;
import org.teavm.model.ClassHolderTransformer;
import org.teavm.model.ClassHolderTransformerContext;
import org.teavm.model.Instruction;
import org.teavm.model.MethodHolder;
import org.teavm.model.MethodReference;
import org.teavm.model.Program;
import org.teavm.model.Variable;
import org.teavm.model.instructions.BinaryInstruction;
import org.teavm.model.instructions.BinaryOperation;
import org.teavm.model.instructions.InvokeInstruction;
import org.teavm.model.instructions.NegateInstruction;
import org.teavm.model.instructions.NumericOperandType;
import org.teavm.vm.spi.TeaVMHost;
import org.teavm.vm.spi.TeaVMPlugin;

/**
 * Makes TeaVM keep every bit of a double, which TeaVM 0.15 does not in two places. It has no {@link Math#fma}: calls of it become calls of
 * {@link FusedMultiplyAdd#fma}. And it writes x + (y − z) as {@code x+y-z}, x·(y·z) as {@code x*y*z}, which are rounded elsewhere: sums become
 * x − (−y) and products −(x·(−y)), which are the same numbers, and keep their brackets.
 */
public final class ExactDoublesPlugin implements TeaVMPlugin, ClassHolderTransformer {

    private static final MethodReference MISSING =
            new MethodReference(Math.class, "fma", double.class, double.class, double.class, double.class);
    private static final MethodReference OURS =
            new MethodReference(FusedMultiplyAdd.class, "fma", double.class, double.class, double.class, double.class);

    /** For TeaVM. */
    public ExactDoublesPlugin() {}

    @Override
    public void install(TeaVMHost host) {
        host.add(this);
    }

    @Override
    public void transformClass(ClassHolder type, ClassHolderTransformerContext context) {
        for (MethodHolder method : type.getMethods()) {
            Program program = method.getProgram();
            if (program == null) {
                continue;
            }
            for (BasicBlock block : program.getBasicBlocks()) {
                List<Instruction> instructions = new ArrayList<>();
                block.forEach(instructions::add);
                for (Instruction instruction : instructions) {
                    if (instruction instanceof InvokeInstruction call
                            && call.getMethod().equals(MISSING)) {
                        call.setMethod(OURS);
                    } else if (instruction instanceof BinaryInstruction sum
                            && sum.getOperandType() == NumericOperandType.DOUBLE) {
                        keepBrackets(program, sum);
                    }
                }
            }
        }
    }

    private static void keepBrackets(Program program, BinaryInstruction both) {
        boolean product = both.getOperation() == BinaryOperation.MULTIPLY;
        if (!product && both.getOperation() != BinaryOperation.ADD) {
            return;
        }
        Variable opposite = program.createVariable();
        both.insertPrevious(negation(both.getSecondOperand(), opposite, both));
        if (product) {
            Variable negative = program.createVariable();
            BinaryInstruction times = new BinaryInstruction(BinaryOperation.MULTIPLY, NumericOperandType.DOUBLE);
            times.setFirstOperand(both.getFirstOperand());
            times.setSecondOperand(opposite);
            times.setReceiver(negative);
            times.setLocation(both.getLocation());
            both.insertPrevious(times);
            both.replace(negation(negative, both.getReceiver(), both));
        } else {
            BinaryInstruction minus = new BinaryInstruction(BinaryOperation.SUBTRACT, NumericOperandType.DOUBLE);
            minus.setFirstOperand(both.getFirstOperand());
            minus.setSecondOperand(opposite);
            minus.setReceiver(both.getReceiver());
            minus.setLocation(both.getLocation());
            both.replace(minus);
        }
    }

    private static NegateInstruction negation(Variable of, Variable receiver, Instruction at) {
        NegateInstruction negation = new NegateInstruction(NumericOperandType.DOUBLE);
        negation.setOperand(of);
        negation.setReceiver(receiver);
        negation.setLocation(at.getLocation());
        return negation;
    }
}
