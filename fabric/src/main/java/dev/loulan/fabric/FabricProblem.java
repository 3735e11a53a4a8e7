package dev.loulan.fabric;

import java.util.List;

/** The network cannot do what was asked; the kind names a sentence, the values fill it in. */
public final class FabricProblem extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** What went wrong. */
  public enum Kind {
    /** Programs of Fabric are missing. */
    PROGRAMS_MISSING,
    /** They are to be built, and there is no Go to build them with. */
    GO_MISSING,
    /** A program could not be built. */
    BUILD_FAILED,
    /** A port is taken by another program. */
    PORT_TAKEN,
    /** A process ended or did not become ready. */
    NODE_FAILED,
    /** A command of Fabric said no. */
    COMMAND_FAILED,
    /** There is no network in this folder. */
    NO_NETWORK,
    /** There is no such organisation or node. */
    UNKNOWN_NAME,
    /** A name of an organisation does not begin with a role. */
    BAD_NAME,
    /** The organisation has that already. */
    NAME_TAKEN,
    /** The folder cannot be read or written. */
    FILES
  }

  private final Kind kind;
  private final transient List<Object> values;

  public FabricProblem(Kind kind, Object... values) {
    super(kind + " " + List.of(values));
    this.kind = kind;
    this.values = List.of(values);
  }

  public Kind kind() {
    return kind;
  }

  public Object[] values() {
    return values.toArray();
  }
}
