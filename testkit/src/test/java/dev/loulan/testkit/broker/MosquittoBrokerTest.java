package dev.loulan.testkit.broker;

class MosquittoBrokerTest extends BrokerContract {
  @Override
  Broker.Choice choice() {
    return Broker.Choice.MOSQUITTO;
  }
}
