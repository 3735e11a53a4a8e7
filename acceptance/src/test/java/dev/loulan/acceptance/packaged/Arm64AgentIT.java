package dev.loulan.acceptance.packaged;

/** The native program for arm64, under an emulator where this machine is another one. */
class Arm64AgentIT extends PackagedAgentCases {
  @Override
  String agent() {
    return NativeProgram.forArm64();
  }

  @Override
  boolean loadsLibrariesOfThisMachine() {
    return NativeProgram.isArm();
  }

  @Override
  long replaySeconds() {
    return 600;
  }
}
