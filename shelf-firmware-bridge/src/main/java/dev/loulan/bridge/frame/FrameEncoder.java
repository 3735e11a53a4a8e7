package dev.loulan.bridge.frame;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.MessageToByteEncoder;

/** Writes {@link Frame}s to a channel. */
@Sharable
public final class FrameEncoder extends MessageToByteEncoder<Frame> {

  public FrameEncoder() {
    super(Frame.class);
  }

  @Override
  protected void encode(ChannelHandlerContext context, Frame frame, ByteBuf out) {
    out.writeBytes(FrameCodec.encode(frame));
  }
}
