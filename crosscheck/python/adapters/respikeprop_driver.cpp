// respikeprop (github.com/olafbooij/respikeprop, f1e31d2) asked over a pipe; respikeprop.py starts it.
//   g++ -std=c++20 -O2 -I FOLDER respikeprop_driver.cpp -o respikeprop_driver        (needs range-v3)
//
// One network is numbers in its own units (τ = 4, threshold 1): sources neurons horizon, for each source its times (count, times), synapses
// (count; pre post weight delay, sources first). It answers with one line of spikes (neuron time) and reads one of errors dE/dt in that order;
// then come the derivatives by the weights.
#include <iomanip>
#include <iostream>
#include <limits>
#include <memory>
#include <vector>

#include "respikeprop/respikeprop_event_based.hpp"

int main()
{
  std::cout << std::setprecision(std::numeric_limits<double>::max_digits10);
  std::size_t sources, neurons;
  double horizon;
  while(std::cin >> sources >> neurons >> horizon)
  {
    std::vector<resp::Neuron> all(sources + neurons);
    resp::Events events;
    for(std::size_t i = 0; i < sources; ++i)
    {
      std::size_t count;
      std::cin >> count;
      for(double time; count && std::cin >> time; --count)
        events.predicted_spikes.emplace_back(&all[i], time);
    }
    std::size_t synapses;
    std::cin >> synapses;
    std::vector<std::pair<std::size_t, std::size_t>> places;  // neuron, its incoming connection
    for(std::size_t s = 0; s < synapses; ++s)
    {
      std::size_t pre, post;
      double weight, delay;
      std::cin >> pre >> post >> weight >> delay;
      auto& connection = all[post].incoming_connections.emplace_back(&all[pre]);
      connection.synapses.emplace_back(weight, delay, 0.);
      places.emplace_back(post, all[post].incoming_connections.size() - 1);
    }
    for(auto& neuron: all)
    {
      neuron.clear();
      for(auto& connection: neuron.incoming_connections)
      {
        connection.post_neuron = &neuron;
        connection.neuron->outgoing_connections.emplace_back(&connection);
      }
    }
    while(events.active())
    {
      double next = std::numeric_limits<double>::infinity();
      for(const auto& spike: events.predicted_spikes)
        next = std::min(next, spike.time);
      if(! events.synapse_spikes.empty())
        next = std::min(next, events.synapse_spikes.top().time);
      if(next > horizon || events.actual_spikes.size() > 2000)
        break;
      events.process_event();
    }
    std::vector<resp::Neuron::Spike*> order;
    std::cout << 0;
    for(const auto& spike: events.actual_spikes)
    {
      const auto number = static_cast<std::size_t>(spike.neuron - all.data());
      if(number >= sources)
      {
        std::cout << ' ' << number - sources << ' ' << spike.time;
        order.push_back(&spike.neuron->spikes.at(spike.index));
      }
    }
    std::cout << std::endl;
    for(auto* spike: order)
      std::cin >> spike->dE_dt;
    resp::backprop(events.actual_spikes, -1.);
    for(std::size_t s = 0; s < synapses; ++s)
      std::cout << (s ? " " : "") << all[places[s].first].incoming_connections[places[s].second].synapses[0].delta_weight;
    std::cout << std::endl;
  }
}
