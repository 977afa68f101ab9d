"""The differentiable layers: against central differences, against the certified engine, in PyTorch and JAX."""

from itertools import pairwise

import pytest

np = pytest.importorskip("numpy")

from goldspike.layers import Layer, Stack  # noqa: E402


def random_stack(seed, engine="fast"):
    """Return a stack whose outputs spike, input times and weights."""
    draw = np.random.default_rng(seed)
    sizes = draw.integers(1, 4, draw.integers(2, 4))
    layers = tuple(
        Layer(int(a), int(b), *draw.uniform((0.3, 0.3, 0.5, -0.5), (3, 2, 1.5, 0.4))) for a, b in pairwise(sizes)
    )
    times = draw.uniform(0, 1, (2, sizes[0], 2))
    times[0, 0, 1] = np.inf
    weights = [draw.uniform(6, 12, (layer.inputs, layer.neurons)) / layer.inputs for layer in layers]
    return Stack(layers, 3.0, int(draw.integers(1, 4)), engine), times, weights


@pytest.mark.parametrize("seed", range(8))
def test_both_engines_give_the_same_times_and_gradients(seed):
    stack, times, weights = random_stack(seed)
    exact = Stack(stack.layers, stack.horizon, stack.spikes, "certified")
    found = stack.forward(times, weights)
    assert np.isfinite(found).any()
    np.testing.assert_allclose(found, exact.forward(times, weights), rtol=1e-13)
    cotangent = np.random.default_rng(seed).normal(size=found.shape)
    by_times, by_weights = stack.backward(times, weights, cotangent)
    exact_times, exact_weights = exact.backward(times, weights, cotangent)
    np.testing.assert_allclose(by_times, exact_times, rtol=1e-9, atol=1e-11)
    for one, other in zip(by_weights, exact_weights, strict=True):
        np.testing.assert_allclose(one, other, rtol=1e-9, atol=1e-11)


def test_gradcheck_of_torch_passes_on_a_hundred_random_networks():
    torch = pytest.importorskip("torch")
    from goldspike.torch import spike_times

    for seed in range(100):
        stack, times, weights = random_stack(seed)
        x = torch.tensor(times, requires_grad=True)
        w = [torch.tensor(weight, requires_grad=True) for weight in weights]
        spiked = torch.isfinite(spike_times(stack, x, w))
        assert spiked.any(), seed
        finite = torch.isfinite(x)
        given = x[finite].detach().requires_grad_()

        def outputs(given, *w, stack=stack, x=x, finite=finite, spiked=spiked):
            return spike_times(stack, x.detach().masked_scatter(finite, given), w)[spiked]

        assert torch.autograd.gradcheck(outputs, (given, *w), eps=1e-6, atol=1e-6, rtol=1e-4), seed


def test_the_gradient_of_jax_is_that_of_the_arrays_under_jit_too():
    jax = pytest.importorskip("jax")
    jax.config.update("jax_enable_x64", True)
    from goldspike.jax import spike_times

    stack, times, weights = random_stack(3)
    spiked = np.isfinite(stack.forward(times, weights))

    def loss(times, weights):
        return jax.numpy.where(spiked, spike_times(stack, times, weights), 0.0).sum()

    value, (by_times, by_weights) = jax.jit(jax.value_and_grad(loss, argnums=(0, 1)))(times, weights)
    expected_times, expected_weights = stack.backward(times, weights, spiked.astype(float))
    assert float(value) == stack.forward(times, weights)[spiked].sum()
    np.testing.assert_allclose(np.asarray(by_times), expected_times)
    for one, other in zip(by_weights, expected_weights, strict=True):
        np.testing.assert_allclose(np.asarray(one), other)


def test_what_does_not_fit_is_refused_with_what_was_expected():
    stack, times, weights = random_stack(0)
    with pytest.raises(ValueError, match="times must be"):
        stack.forward(times[:, :, 0], weights)
    with pytest.raises(ValueError, match="weights must be"):
        stack.forward(times, [weight.T[:, :0] for weight in weights])
    with pytest.raises(ValueError, match="layer 1 has 2 inputs"):
        Stack((Layer(1, 3), Layer(2, 1)), 1.0)
    with pytest.raises(Exception, match="layers"):
        stack.forward(-times, weights)
