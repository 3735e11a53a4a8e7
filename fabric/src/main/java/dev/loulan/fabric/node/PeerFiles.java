package dev.loulan.fabric.node;

import dev.loulan.fabric.layout.Layout;
import dev.loulan.fabric.layout.Node;

/**
 * The configuration of a peer: {@code core.yaml}. Gossip is quicker than Fabric's own default, so
 * that the peers of the organisations know one another within seconds of a start; and so is the
 * search for private data that a peer missed, for which a settlement may have to wait.
 */
final class PeerFiles {
  private PeerFiles() {}

  static String yaml(Layout layout, Node node) {
    String bootstrap =
        layout.peerNodes().stream()
            .filter(peer -> peer.organisation().equals(node.organisation()))
            .map(Node::address)
            .findFirst()
            .orElseThrow();
    return """
    peer:
      id: {name}
      networkId: loulan
      listenAddress: {address}
      address: {address}
      addressAutoDetect: false
      chaincodeListenAddress: 127.0.0.1:{chaincode}
      chaincodeAddress: 127.0.0.1:{chaincode}
      gateway:
        enabled: true
        endorsementTimeout: 30s
        broadcastTimeout: 10s
        dialTimeout: 5s
      keepalive:
        interval: 7200s
        timeout: 20s
        minInterval: 5s
        client:
          interval: 60s
          timeout: 20s
        deliveryClient:
          interval: 10s
          timeout: 5s
      gossip:
        bootstrap: {bootstrap}
        useLeaderElection: false
        orgLeader: true
        membershipTrackerInterval: 1s
        endpoint: {address}
        externalEndpoint: {address}
        maxBlockCountToStore: 10
        maxPropagationBurstLatency: 10ms
        maxPropagationBurstSize: 10
        propagateIterations: 1
        propagatePeerNum: 3
        pullInterval: 4s
        pullPeerNum: 3
        requestStateInfoInterval: 1s
        publishStateInfoInterval: 1s
        publishCertPeriod: 10s
        skipBlockVerification: false
        dialTimeout: 3s
        connTimeout: 2s
        recvBuffSize: 200
        sendBuffSize: 200
        digestWaitTime: 1s
        requestWaitTime: 1500ms
        responseWaitTime: 2s
        aliveTimeInterval: 1s
        aliveExpirationTimeout: 5s
        reconnectInterval: 2s
        maxConnectionAttempts: 120
        msgExpirationFactor: 20
        pvtData:
          pullRetryThreshold: 5s
          transientstoreMaxBlockRetention: 20000
          pushAckTimeout: 3s
          btlPullMargin: 10
          reconcileBatchSize: 200
          reconcileSleepInterval: 1s
          reconciliationEnabled: true
          skipPullingInvalidTransactionsDuringCommit: true
          implicitCollectionDisseminationPolicy:
            requiredPeerCount: 0
            maxPeerCount: 1
        state:
          enabled: true
          checkInterval: 2s
          responseTimeout: 3s
          batchSize: 10
          blockBufferSize: 20
          maxRetries: 3
      tls:
        enabled: true
        clientAuthRequired: false
        cert:
          file: {tls}/server.crt
        key:
          file: {tls}/server.key
        rootcert:
          file: {tlsca}
      authentication:
        timewindow: 15m
      fileSystemPath: {folder}/ledger
      BCCSP:
        Default: SW
        SW:
          Hash: SHA2
          Security: 256
      mspConfigPath: {msp}
      localMspId: {mspId}
      localMspType: bccsp
      client:
        connTimeout: 5s
      deliveryclient:
        blockGossipEnabled: false
        reconnectTotalTimeThreshold: 876000h
        connTimeout: 3s
        reConnectBackoffThreshold: 2s
        minimalReconnectInterval: 100ms
        blockCensorshipTimeoutKey: 20s
        policy: simple
      handlers:
        authFilters:
          - name: DefaultAuth
          - name: ExpirationCheck
          - name: TimeWindowCheck
        decorators:
          - name: DefaultDecorator
        endorsers:
          escc:
            name: DefaultEndorsement
        validators:
          vscc:
            name: DefaultValidation
      discovery:
        enabled: true
        authCacheEnabled: true
        authCacheMaxSize: 1000
        authCachePurgeRetentionRatio: 0.75
      limits:
        concurrency:
          endorserService: 2500
          deliverService: 2500
          gatewayService: 500
      maxRecvMsgSize: 104857600
      maxSendMsgSize: 104857600
    vm:
      endpoint: ""
    chaincode:
      externalBuilders:
        - name: ccaas
          path: {folder}/builder
      installTimeout: 60s
      startuptimeout: 30s
      executetimeout: 60s
      mode: net
      keepalive: 0
      system:
        _lifecycle: enable
        cscc: enable
        lscc: enable
        qscc: enable
      logging:
        level: error
        shim: error
      runtimeParams:
        useWriteBatch: true
        maxSizeWriteBatch: 1000
        useGetMultipleKeys: true
        maxSizeGetMultipleKeys: 1000
    ledger:
      state:
        stateDatabase: goleveldb
        totalQueryLimit: 10000000
      history:
        enableHistoryDatabase: false
      pvtdataStore:
        collElgProcMaxDbBatchSize: 5000
        collElgProcDbBatchesInterval: 1000
        deprioritizedDataReconcilerInterval: 5s
        purgeInterval: 100
        purgedKeyAuditLogging: true
      snapshots:
        rootDir: {folder}/snapshots
    operations:
      listenAddress: 127.0.0.1:{operations}
      tls:
        enabled: true
        cert:
          file: {tls}/server.crt
        key:
          file: {tls}/server.key
        clientAuthRequired: true
        clientRootCAs:
          files: [{tlsca}]
    metrics:
      provider: disabled
    """
        .replace("{name}", node.name())
        .replace("{address}", node.address())
        .replace("{bootstrap}", bootstrap)
        .replace("{chaincode}", Integer.toString(node.secondPort()))
        .replace("{operations}", Integer.toString(node.operationsPort()))
        .replace("{tls}", node.tls().toString())
        .replace("{tlsca}", node.organisation().tlsAuthority().toString())
        .replace("{msp}", node.msp().toString())
        .replace("{mspId}", node.organisation().mspId())
        .replace("{folder}", node.folder().toString());
  }
}
