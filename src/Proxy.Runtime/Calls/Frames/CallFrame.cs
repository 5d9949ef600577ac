using SharedObjects.Calls.Frames;

namespace SharedObjects.Calls;

/// <summary>A call on its way: who calls what, and the encoded arguments. Rented from an <see cref="ICallInvoker"/>.</summary>
public sealed class CallFrame : Frame, IDisposable
{
    private static readonly FramePool<CallFrame> Pool = new(static () => new CallFrame());

    private CallFrame()
    {
    }

    internal Guid Session { get; set; }

    /// <summary>Counts the calls of a session, from 1.</summary>
    internal long Sequence { get; set; }

    /// <summary>The client has the replies of all calls up to this one.</summary>
    internal long AcknowledgedUpTo { get; set; }

    /// <summary>Calls beyond <see cref="AcknowledgedUpTo"/> whose results the client has decoded.</summary>
    internal List<long> Receipts { get; } = [];

    /// <summary>Whose <see cref="Receipts"/> these are; gets them again if the call never leaves.</summary>
    internal IReceiptListener? ReceiptSource { get; set; }

    internal ObjectReference? Target { get; set; }

    internal long TargetId { get; set; }

    /// <summary>Which version of the contract <see cref="Member"/> is a number of.</summary>
    internal ulong Fingerprint { get; set; }

    /// <summary>Keeps the object alive until the reply is there.</summary>
    internal ObjectHandle? TargetHandle { get; set; }

    /// <summary>The caller's side of the contract; only where the call was written.</summary>
    internal Contract? Contract { get; set; }

    /// <summary>The member's number in the host's table.</summary>
    internal int Member { get; set; }

    internal CallFlags Flags { get; set; }

    /// <summary>How long the caller is willing to wait; a duration, because the clocks of two machines differ. Zero: for ever.</summary>
    internal TimeSpan Deadline { get; set; }

    /// <summary>The caller's trace context in W3C form.</summary>
    internal string? TraceParent { get; set; }


    /// <summary>Whether the call has left; one that has not takes its receipts back.</summary>
    internal bool IsSent { get; set; }

    /// <summary>Why an argument could not be encoded; such a call is never sent.</summary>
    internal EncodingException? Failure { get; private set; }

    /// <summary>Appends an argument. A value that cannot be encoded makes the call fail before it is sent.</summary>
    /// <param name="parameter">The parameter's name, for the error.</param>
    /// <param name="value">The value.</param>
    /// <param name="codec">How to encode it.</param>
    /// <returns>This frame.</returns>
    public CallFrame Write<T>(string parameter, T value, Codec<T> codec)
    {
        if (Failure is null)
        {
            try
            {
                WriteValue(value, codec);
            }
            catch (Exception exception) when (exception is not OutOfMemoryException)
            {
                Failure = new EncodingException(
                    $"The argument '{parameter}' of {Contract?.MemberName(Member)} cannot be encoded: {typeof(T)} ({value?.GetType().ToString() ?? "null"}). {exception.GetBaseException().Message}",
                    exception);
            }
        }

        return this;
    }

    /// <summary>Gives the frame back.</summary>
    public void Dispose()
    {
        if (!IsSent && ReceiptSource is { } source)
        {
            foreach (var receipt in Receipts)
            {
                source.Received(receipt);
            }
        }

        Reset();
        Pool.Return(this);
    }

    internal static CallFrame Rent() => Pool.Rent();

    private protected override void Reset()
    {
        base.Reset();
        Session = default;
        Sequence = 0;
        AcknowledgedUpTo = 0;
        Receipts.Clear();
        ReceiptSource = null;
        Target = null;
        TargetId = 0;
        Fingerprint = 0;
        TargetHandle = null;
        Contract = null;
        Member = 0;
        Flags = default;
        Deadline = default;
        TraceParent = null;
        IsSent = false;
        Failure = null;
    }
}
