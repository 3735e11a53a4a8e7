package dev.loulan.benchmarks.journal;

import java.io.IOException;
import java.nio.file.Path;
import org.eclipse.paho.mqttv5.client.internal.MqttPersistentData;
import org.eclipse.paho.mqttv5.client.persist.MqttDefaultFilePersistence;
import org.eclipse.paho.mqttv5.common.MqttPersistenceException;

/** What an MQTT client keeps of its unsent messages: a file for each. Callers take turns. */
final class PahoFiles implements DurableLog {
  private final MqttDefaultFilePersistence files;

  PahoFiles(Path folder) throws Exception {
    this.files = new MqttDefaultFilePersistence(folder.toString());
    files.open("bench");
  }

  @Override
  public synchronized void append(long i) throws Exception {
    byte[] record = Records.plain(i);
    String key = "s-" + i;
    files.put(key, new MqttPersistentData(key, record, 0, record.length, new byte[0], 0, 0));
  }

  @Override
  public void close() throws IOException {
    try {
      files.close();
    } catch (MqttPersistenceException e) {
      throw new IOException(e);
    }
  }
}
