using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using SharedObjects.Calls.Streams;

namespace SharedObjects.Calls;

/// <summary>A call that has arrived, as a dispatcher sees it: arguments to read in order, and a result to return once.</summary>
[SuppressMessage("Performance", "CA1822", Justification = "Generated code returns through the call whatever the member returns.")]
public abstract class IncomingCall
{
    private protected IncomingCall()
    {
    }

    /// <summary>The member's number.</summary>
    public int Member => Frame.Member;

    /// <summary>Cancelled, on the object's turn, when the caller cancels or its session ends.</summary>
    public abstract CancellationToken CancellationToken { get; }

    /// <summary>Cancelled, on the object's turn, when whoever reads the stream that this call returns cancels or lets go of it, long after the call.</summary>
    public CancellationToken StreamToken => StopStream.Token;

    private CancellationTokenSource StopStream
    {
        get
        {
            OutlivesItself();
            return field ??= new CancellationTokenSource();
        }
    }

    /// <summary>The member's name, for errors.</summary>
    private protected virtual string MemberName => $"member {Member}";

    /// <summary>Where a stream that this call returns comes from.</summary>
    private protected virtual StreamHost StreamHost => new(this, OneAtATime: false, int.MaxValue, Reply.Serializer, Reply.Host);

    internal CallFrame Frame { get; private protected set; } = null!;

    internal ReplyFrame Reply { get; private protected set; } = null!;

    /// <summary>Reads the next argument.</summary>
    /// <exception cref="EncodingException">What the caller sent is no such value.</exception>
    public T Read<T>(Codec<T> codec)
    {
        try
        {
            return Frame.ReadValue(codec);
        }
        catch (Exception exception) when (exception is not (SharedObjectException or OutOfMemoryException))
        {
            throw new EncodingException($"An argument cannot be decoded as {typeof(T)}. {exception.GetBaseException().Message}", exception);
        }
    }

    /// <summary>Returns nothing.</summary>
    public ValueTask Return() => ValueTask.CompletedTask;

    /// <summary>Returns a value.</summary>
    public ValueTask Return<T>(T result, Codec<T> codec)
    {
        Encode(result, codec);
        return ValueTask.CompletedTask;
    }

    /// <summary>Returns nothing when <paramref name="task"/> is done.</summary>
    public ValueTask ReturnAsync(ValueTask task) => task;

    /// <summary>Returns nothing when <paramref name="task"/> is done.</summary>
    public ValueTask ReturnAsync(Task task) => new(task);

    /// <summary>Returns the value of <paramref name="task"/>.</summary>
    public ValueTask ReturnAsync<T>(Task<T> task, Codec<T> codec) => ReturnAsync(new ValueTask<T>(task), codec);

    /// <summary>Returns the value of <paramref name="task"/>. It is encoded on the object's turn, so nothing it shows can change meanwhile.</summary>
    public ValueTask ReturnAsync<T>(ValueTask<T> task, Codec<T> codec)
    {
        return task.IsCompletedSuccessfully ? Return(task.Result, codec) : AwaitAsync(this, task, codec);

        [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
        static async ValueTask AwaitAsync(IncomingCall call, ValueTask<T> task, Codec<T> codec) =>
            call.Encode(await task.ConfigureAwait(true), codec);
    }

    /// <summary>Returns a stream: what it has at once, and a cursor for the rest.</summary>
    public ValueTask ReturnStream<T>(IAsyncEnumerable<T> stream, Codec<T> item)
    {
        if (stream is null)
        {
            throw new InvalidOperationException($"{MemberName} returned null in place of a stream.");
        }

        var host = StreamHost;
        return ReturnAsync(new StreamCursor<T>(stream.GetAsyncEnumerator(StreamToken), item, host, StopStream).OpenAsync(host.OneAtATime ? CancellationToken : default), StreamBatchCodec.Opening);
    }

    /// <summary>Code that this call began will go on after it.</summary>
    private protected virtual void OutlivesItself()
    {
    }

    private void Encode<T>(T result, Codec<T> codec)
    {
        try
        {
            Reply.WriteValue(result, codec);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            throw new EncodingException(
                $"The result of {MemberName} cannot be encoded: {typeof(T)} ({result?.GetType().ToString() ?? "null"}). {exception.GetBaseException().Message}",
                exception);
        }
    }

    /// <summary>Refuses a member this contract does not have.</summary>
    public ValueTask NoSuchMember() => throw new ContractMismatchException("", $"The contract has no member {Member}.");
}
