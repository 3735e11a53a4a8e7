package dev.loulan.chaincode;

import dev.loulan.contract.Definition;
import java.io.IOException;
import java.io.Reader;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.Logger;
import org.hyperledger.fabric.shim.ChaincodeServerProperties;
import org.hyperledger.fabric.shim.NettyGrpcServer;

/**
 * Serves both definitions to one peer until the process ends: {@code ChaincodeMain FILE}. The file
 * names for each definition its address and package id ({@code sales.address}, {@code sales.id},
 * {@code terms.address}, {@code terms.id}) and the TLS files ({@code tls.key}, {@code
 * tls.certificate}, {@code tls.clients}); only a holder of a certificate of {@code tls.clients},
 * the peer, may connect.
 */
public final class ChaincodeMain {
  private static final Logger ROOT = Logger.getLogger("");
  private static final int CONNECTION_AGE_SECONDS = 365 * 86_400;

  private ChaincodeMain() {}

  public static void main(String... args) throws IOException, InterruptedException {
    if (args.length != 1) {
      System.err.println("Usage: ChaincodeMain FILE");
      System.exit(2);
    }
    LogManager.getLogManager().reset();
    ROOT.setLevel(Level.OFF);
    Properties settings = new Properties();
    try (Reader file = Files.newBufferedReader(Path.of(args[0]), StandardCharsets.UTF_8)) {
      settings.load(file);
    }
    for (Definition definition : Definition.values()) {
      serve(definition, settings);
    }
    System.out.println("ready");
    new CountDownLatch(1).await();
  }

  private static void serve(Definition definition, Properties settings) throws IOException {
    String name = definition.name().toLowerCase(Locale.ROOT);
    String address = require(settings, name + ".address");
    int colon = address.lastIndexOf(':');
    ChaincodeServerProperties server = new ChaincodeServerProperties();
    server.setServerAddress(
        new InetSocketAddress(
            address.substring(0, colon), Integer.parseInt(address.substring(colon + 1))));
    server.setTlsEnabled(true);
    server.setKeyFile(require(settings, "tls.key"));
    server.setKeyCertChainFile(require(settings, "tls.certificate"));
    server.setTrustCertCollectionFile(require(settings, "tls.clients"));
    server.setMaxConnectionAgeSeconds(CONNECTION_AGE_SECONDS);
    LoulanChaincode chaincode = new LoulanChaincode(definition, require(settings, name + ".id"));
    new NettyGrpcServer(chaincode, server).start();
  }

  private static String require(Properties settings, String key) {
    String value = settings.getProperty(key, "").strip();
    if (value.isEmpty()) {
      throw new IllegalArgumentException("The setting '" + key + "' is missing");
    }
    return value;
  }
}
