using SharedObjects.Calls.Frames;

namespace SharedObjects.Calls;

/// <summary>What came of a call. Whoever receives it disposes it.</summary>
public sealed class ReplyFrame : Frame, IDisposable
{
    private static readonly FramePool<ReplyFrame> Pool = new(static () => new ReplyFrame());

    private ReplyFrame()
    {
    }

    internal long Sequence { get; set; }

    internal CallOutcome Outcome { get; set; }

    /// <summary>The object's operation number when the call took effect; of a refusal, the last before it; 0 when the call did not get as far as the object.</summary>
    internal long Version { get; set; }

    /// <summary>Why the call failed; set exactly when it did.</summary>
    internal Fault? Fault { get; set; }

    /// <summary>The host waits to hear that the result was decoded, and undoes the call if that never comes.</summary>
    internal bool ReceiptRequested { get; set; }

    /// <summary>The session the call belongs to has ended: nothing more is executed for it.</summary>
    internal bool SessionEnded { get; set; }

    /// <summary>Told once the result has been decoded.</summary>
    internal IReceiptListener? ReceiptListener { get; set; }

    /// <summary>Gives the frame back.</summary>
    public void Dispose()
    {
        Reset();
        Pool.Return(this);
    }

    internal static ReplyFrame Rent() => Pool.Rent();

    internal static ReplyFrame Failed(Exception exception)
    {
        var reply = Rent();
        reply.Fail(exception);
        return reply;
    }

    /// <summary>Turns the reply into a failure, dropping whatever was written.</summary>
    internal void Fail(Exception exception)
    {
        Body.Clear();
        foreach (var slot in References)
        {
            slot.Handle?.Dropped();
        }

        References.Clear();
        Outcome = CallOutcome.Failed;
        Fault = Fault.From(exception);
    }

    internal void ThrowIfFailed(CancellationToken cancellationToken)
    {
        if (Fault is { } fault)
        {
            fault.Throw(cancellationToken);
        }
    }

    internal T Result<T>(Codec<T> codec, CancellationToken cancellationToken)
    {
        ThrowIfFailed(cancellationToken);
        T result;
        try
        {
            result = ReadValue(codec);
        }
        catch (Exception exception) when (exception is not (SharedObjectException or OutOfMemoryException))
        {
            throw new EncodingException($"The result cannot be decoded as {typeof(T)}. {exception.GetBaseException().Message}", exception);
        }

        ConfirmReceipt();
        return result;
    }

    internal void ConfirmReceipt()
    {
        if (ReceiptRequested)
        {
            ReceiptListener?.Received(Sequence);
        }
    }

    private protected override void Reset()
    {
        base.Reset();
        Sequence = 0;
        Outcome = default;
        Version = 0;
        Fault = null;
        ReceiptRequested = false;
        SessionEnded = false;
        ReceiptListener = null;
    }
}
