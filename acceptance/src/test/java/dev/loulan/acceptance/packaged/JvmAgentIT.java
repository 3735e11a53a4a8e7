package dev.loulan.acceptance.packaged;

/** The package for the JVM, with its AOT cache. */
class JvmAgentIT extends PackagedAgentCases {
  @Override
  String agent() {
    return "jvm";
  }
}
