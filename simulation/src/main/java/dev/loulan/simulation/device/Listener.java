package dev.loulan.simulation.device;

import dev.loulan.agent.session.AlertCode;
import dev.loulan.agent.session.SessionNotice;

/** Hears what a device tells the people around it. */
public interface Listener {

  /** Something durable was announced. */
  void notice(String device, SessionNotice notice);

  /** An alert was raised on the device's page or in its journal. */
  void alert(String device, AlertCode code);
}
