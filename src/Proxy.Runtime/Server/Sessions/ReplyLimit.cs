using SharedObjects.Calls;
using SharedObjects.Server.Turns;
using SharedObjects.Transport;

namespace SharedObjects.Server.Sessions;

/// <summary>How long a reply may be on a session's connection, and what becomes of one that is longer.</summary>
/// <param name="maximumFrameLength">How long a frame may be, in bytes.</param>
internal sealed class ReplyLimit(int maximumFrameLength)
{
    /// <summary>How much there is room for in a reply.</summary>
    public int MostBytes => FrameLimit.BodyWithin(maximumFrameLength);

    /// <summary>Why the result of a call cannot be sent; <see langword="null"/> if it can.</summary>
    public EncodingException? RefusalOf(TurnCall call)
    {
        var length = FrameLimit.LengthOf(call.Reply);
        return length <= FrameLimit.BodyWithin(maximumFrameLength)
            ? null
            : new EncodingException($"The result of {call.Entry.Contract.MemberName(call.Member)} takes {length} bytes; this connection carries frames of {maximumFrameLength}. Ask for less at once, or raise MaximumFrameLength in the manager's options.");
    }

    /// <summary>Turns a reply into a failure that can be sent.</summary>
    public void Fail(ReplyFrame reply, Exception exception)
    {
        reply.Fail(exception);
        reply.Fault = reply.Fault!.Within(FrameLimit.BodyWithin(maximumFrameLength));
    }
}
