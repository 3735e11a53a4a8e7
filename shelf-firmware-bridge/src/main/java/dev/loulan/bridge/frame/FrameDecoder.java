package dev.loulan.bridge.frame;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import java.util.List;

/**
 * Cuts a byte stream into {@link ReceivedFrame}s.
 *
 * <p>The first bytes that are no frame raise a {@link FrameException} (wrapped by Netty); all bytes
 * after it are thrown away, because nothing there can be trusted to be aligned. Holds at most one
 * frame in memory.
 */
public final class FrameDecoder extends ByteToMessageDecoder {

  private boolean broken;

  @Override
  protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out)
      throws FrameException {
    if (broken) {
      in.skipBytes(in.readableBytes());
      return;
    }
    try {
      FrameHeader header =
          FrameHeader.read(in.nioBuffer(in.readerIndex(), Math.min(in.readableBytes(), 16)));
      if (header == null || in.readableBytes() < header.frameBytes()) {
        return;
      }
      byte[] bytes = new byte[header.frameBytes()];
      in.readBytes(bytes);
      out.add(new ReceivedFrame(FrameCodec.decode(bytes), bytes));
    } catch (FrameException e) {
      broken = true;
      throw e;
    }
  }
}
