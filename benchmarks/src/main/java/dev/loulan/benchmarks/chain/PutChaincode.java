package dev.loulan.benchmarks.chain;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.CountDownLatch;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.Logger;
import org.hyperledger.fabric.metrics.Metrics;
import org.hyperledger.fabric.shim.ChaincodeBase;
import org.hyperledger.fabric.shim.ChaincodeServerProperties;
import org.hyperledger.fabric.shim.ChaincodeStub;
import org.hyperledger.fabric.shim.NettyGrpcServer;
import org.hyperledger.fabric.shim.ResponseUtils;
import org.hyperledger.fabric.traces.Traces;

/**
 * The peer of the comparison: stores its second argument under its first and checks nothing. {@code
 * PutChaincode PORT PACKAGE-ID KEY CERTIFICATE CLIENTS}.
 */
public final class PutChaincode extends ChaincodeBase {
  private static final Logger ROOT = Logger.getLogger("");
  private static final int CONNECTION_AGE_SECONDS = 86_400;

  private PutChaincode(String packageId) {
    processEnvironmentOptions();
    processCommandLineOptions(new String[] {"--id", packageId});
    validateOptions();
    Metrics.initialize(getChaincodeConfig());
    Traces.initialize(getChaincodeConfig());
  }

  @Override
  public Response init(ChaincodeStub stub) {
    return ResponseUtils.newSuccessResponse();
  }

  @Override
  public Response invoke(ChaincodeStub stub) {
    stub.putState(stub.getStringArgs().get(1), stub.getArgs().get(2));
    return ResponseUtils.newSuccessResponse();
  }

  public static void main(String... args) throws IOException, InterruptedException {
    LogManager.getLogManager().reset();
    ROOT.setLevel(Level.OFF);
    ChaincodeServerProperties server = new ChaincodeServerProperties();
    server.setServerAddress(
        new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(args[0])));
    server.setTlsEnabled(true);
    server.setKeyFile(args[2]);
    server.setKeyCertChainFile(args[3]);
    server.setTrustCertCollectionFile(args[4]);
    server.setMaxConnectionAgeSeconds(CONNECTION_AGE_SECONDS);
    new NettyGrpcServer(new PutChaincode(args[1]), server).start();
    new CountDownLatch(1).await();
  }
}
