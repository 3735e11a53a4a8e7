package dev.loulan.bridge.frame;

import java.util.List;

/**
 * One frame between a shelf board and the bridge, or from the bridge to the agent over MQTT.
 *
 * <p>Times are micros since the Unix epoch (UTC), between 1970 and the end of the year 9999. The
 * sequence counts the frames of a board's stream from 1; {@link Hello}, {@link Ack} and {@link
 * Refuse} carry 0. Constructors refuse what the wire cannot carry with an {@link
 * IllegalArgumentException}.
 */
public sealed interface Frame {

  /** Board name of a {@link Refuse} whose reason is that no board could be read. */
  String NO_BOARD = "-";

  /** Name of the board, 1 to 32 of {@code A-Z a-z 0-9 _ -}. */
  String board();

  /** Position in the board's stream; 0 for frames outside of it. */
  long sequence();

  /** What kind of frame this is on the wire. */
  default FrameType type() {
    return switch (this) {
      case Hello _ -> FrameType.HELLO;
      case Samples _ -> FrameType.SAMPLES;
      case Door _ -> FrameType.DOOR;
      case Scan _ -> FrameType.SCAN;
      case Tender _ -> FrameType.TENDER;
      case Alive _ -> FrameType.ALIVE;
      case End _ -> FrameType.END;
      case Ack _ -> FrameType.ACK;
      case Refuse _ -> FrameType.REFUSE;
    };
  }

  /** Which clock the times of a board come from. */
  enum Clock {
    WALL(0),
    SIMULATED(1);

    private final int code;

    Clock(int code) {
      this.code = code;
    }

    int code() {
      return code;
    }
  }

  /** What a board knows of its door when it says hello. */
  enum DoorState {
    UNKNOWN(0),
    CLOSED(1),
    OPEN(2),
    NO_DOOR(3);

    private final int code;

    DoorState(int code) {
      this.code = code;
    }

    int code() {
      return code;
    }
  }

  /**
   * Begins a stream or takes it up again after a connection was lost.
   *
   * @param streamId drawn at the board's boot; the same after a reconnect
   * @param nextSequence sequence of the first frame that follows
   * @param plates names of the plates, in the order of the readings; empty for a door or scanner
   */
  record Hello(
      String board,
      Clock clock,
      long streamId,
      long nextSequence,
      DoorState door,
      List<String> plates)
      implements Frame {
    public Hello {
      FrameRules.board(board);
      FrameRules.positiveSequence(nextSequence);
      plates = List.copyOf(plates);
      FrameRules.plates(plates);
    }

    @Override
    public long sequence() {
      return 0;
    }
  }

  /** The weights of 50 to 100 ms. */
  record Samples(String board, long sequence, SampleBlock block) implements Frame {
    public Samples {
      FrameRules.board(board);
      FrameRules.positiveSequence(sequence);
      FrameRules.time(block.firstMicros());
    }
  }

  /** The door opened or closed. */
  record Door(String board, long sequence, long atMicros, boolean open) implements Frame {
    public Door {
      FrameRules.board(board);
      FrameRules.positiveSequence(sequence);
      FrameRules.time(atMicros);
    }
  }

  /** A barcode was scanned. */
  record Scan(String board, long sequence, long atMicros, String code) implements Frame {
    public Scan {
      FrameRules.board(board);
      FrameRules.positiveSequence(sequence);
      FrameRules.time(atMicros);
      FrameRules.text("code", code);
    }
  }

  /** A payment was authorised for the session that opens next. */
  record Tender(
      String board,
      long sequence,
      long atMicros,
      String provider,
      String merchant,
      String reference)
      implements Frame {
    public Tender {
      FrameRules.board(board);
      FrameRules.positiveSequence(sequence);
      FrameRules.time(atMicros);
      FrameRules.text("provider", provider);
      FrameRules.text("merchant", merchant);
      FrameRules.text("reference", reference);
    }
  }

  /** Nothing before this time will follow from this board. */
  record Alive(String board, long sequence, long atMicros) implements Frame {
    public Alive {
      FrameRules.board(board);
      FrameRules.positiveSequence(sequence);
      FrameRules.time(atMicros);
    }
  }

  /** The feed is over: a recording or a simulated day ended. */
  record End(String board, long sequence, long atMicros) implements Frame {
    public End {
      FrameRules.board(board);
      FrameRules.positiveSequence(sequence);
      FrameRules.time(atMicros);
    }
  }

  /** The agent has consumed all up to {@code consumed}; from the bridge to the board. */
  record Ack(String board, long consumed) implements Frame {
    public Ack {
      FrameRules.board(board);
      FrameRules.sequence(consumed);
    }

    @Override
    public long sequence() {
      return 0;
    }
  }

  /** The bridge does not take what the board sent, and closes the connection. */
  record Refuse(String board, RefuseCode code, String reason) implements Frame {
    public Refuse {
      FrameRules.board(board);
      FrameRules.text("reason", reason);
    }

    @Override
    public long sequence() {
      return 0;
    }
  }
}
