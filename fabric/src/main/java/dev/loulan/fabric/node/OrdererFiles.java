package dev.loulan.fabric.node;

import dev.loulan.fabric.layout.Layout;
import dev.loulan.fabric.layout.Node;

/** The configuration of an orderer: {@code orderer.yaml}. */
final class OrdererFiles {
  private OrdererFiles() {}

  static String yaml(Layout layout, Node node) {
    StringBuilder roots = new StringBuilder();
    layout.organisations().forEach(org -> roots.append("\n      - ").append(org.tlsAuthority()));
    return """
    General:
      ListenAddress: 127.0.0.1
      ListenPort: {port}
      TLS:
        Enabled: true
        PrivateKey: {tls}/server.key
        Certificate: {tls}/server.crt
        RootCAs:{roots}
        ClientAuthRequired: false
        ClientRootCAs:{roots}
      Keepalive:
        ServerMinInterval: 5s
        ServerInterval: 7200s
        ServerTimeout: 20s
      Backoff:
        BaseDelay: 200ms
        Multiplier: 1.6
        MaxDelay: 2s
      MaxRecvMsgSize: 104857600
      MaxSendMsgSize: 104857600
      Throttling:
        Rate: 0
        InactivityTimeout: 5s
      Cluster:
        SendBufferSize: 100
        DialTimeout: 2s
        ClientCertificate: {tls}/server.crt
        ClientPrivateKey: {tls}/server.key
        RootCAs:{roots}
        ReplicationPolicy: simple
      LocalMSPDir: {msp}
      LocalMSPID: {mspId}
      BCCSP:
        Default: SW
        SW:
          Hash: SHA2
          Security: 256
      Authentication:
        TimeWindow: 15m
    FileLedger:
      Location: {folder}/ledger
    Operations:
      ListenAddress: 127.0.0.1:{operations}
      TLS:
        Enabled: true
        PrivateKey: {tls}/server.key
        Certificate: {tls}/server.crt
        ClientAuthRequired: true
        ClientRootCAs: [{tlsca}]
    Metrics:
      Provider: prometheus
    Admin:
      ListenAddress: 127.0.0.1:{admin}
      TLS:
        Enabled: true
        PrivateKey: {tls}/server.key
        Certificate: {tls}/server.crt
        ClientAuthRequired: true
        ClientRootCAs: [{tlsca}]
    ChannelParticipation:
      Enabled: true
      MaxRequestBodySize: 10 MB
    Consensus:
      WALDir: {folder}/wal
      SnapDir: {folder}/snapshots
    """
        .replace("{port}", Integer.toString(node.port()))
        .replace("{admin}", Integer.toString(node.secondPort()))
        .replace("{operations}", Integer.toString(node.operationsPort()))
        .replace("{tls}", node.tls().toString())
        .replace("{msp}", node.msp().toString())
        .replace("{mspId}", node.organisation().mspId())
        .replace("{tlsca}", node.organisation().tlsAuthority().toString())
        .replace("{folder}", node.folder().toString())
        .replace("{roots}", roots);
  }
}
