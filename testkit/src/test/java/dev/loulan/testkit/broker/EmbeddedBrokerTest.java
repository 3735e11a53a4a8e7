package dev.loulan.testkit.broker;

class EmbeddedBrokerTest extends BrokerContract {
  @Override
  Broker.Choice choice() {
    return Broker.Choice.EMBEDDED;
  }
}
