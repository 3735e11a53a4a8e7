package dev.loulan.acceptance.packaged;

/** The native program for this machine. */
class NativeAgentIT extends PackagedAgentCases {
  @Override
  String agent() {
    return NativeProgram.forThisMachine();
  }
}
