using System.ComponentModel;
using System.Runtime.CompilerServices;
using SharedObjects.Calls.Streams;
using SharedObjects.Contracts;

namespace SharedObjects.Calls;

/// <summary>
/// Base of every generated proxy. Thread-safe. Two proxies are equal when they stand for the same object. Disposing gives this proxy's hold on
/// the object back; an undisposed proxy gives it back when it is collected.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class ManagedProxy : ISharedObject, IProxy, IEquatable<ManagedProxy>
{
    private readonly Contract contract;
    private int disposed;

    /// <summary>Called by generated code.</summary>
    /// <param name="handle">The object.</param>
    /// <param name="contract">The contract as this side knows it.</param>
    protected ManagedProxy(ObjectHandle handle, Contract contract)
    {
        Handle = handle;
        this.contract = contract;
        handle.AddProxy();
    }

    internal ObjectHandle Handle { get; }

    Guid IProxy.Home => Handle.Reference.Home;

    /// <inheritdoc/>
    public CancellationToken Lost => Handle.Lost;

    /// <inheritdoc/>
    public bool Equals(ManagedProxy? other) => other is not null && Handle.Equals(other.Handle);

    /// <inheritdoc/>
    public sealed override bool Equals(object? obj) => obj is ManagedProxy other && Equals(other);

    /// <inheritdoc/>
    public sealed override int GetHashCode() => Handle.GetHashCode();

    /// <summary>The contract and the object's id; asks nobody.</summary>
    public sealed override string ToString() => $"{contract.Name}#{Handle.Reference.Id}";

    /// <summary>Gives this proxy's hold on the object back. Later calls through it fail; other proxies of the object do not notice.</summary>
    public ValueTask DisposeAsync()
    {
        Dispose();
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    /// <summary>As <see cref="DisposeAsync"/>, which never waits; for contracts that are <see cref="IDisposable"/>.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref disposed, 1) == 0)
        {
            Handle.RemoveProxy();
        }
    }

    ISharedObject IProxy.Duplicate()
    {
        ObjectDisposedException.ThrowIf(Volatile.Read(ref disposed) != 0 || !Handle.TryAddDuplicate(), this);
        var duplicate = (ManagedProxy)MemberwiseClone();
        duplicate.disposed = 0;
        return duplicate;
    }

    /// <summary>Begins a call.</summary>
    /// <param name="member">The member's number.</param>
    /// <exception cref="ObjectDisposedException">This proxy was disposed.</exception>
    protected CallFrame Call(int member)
    {
        ObjectDisposedException.ThrowIf(Volatile.Read(ref disposed) != 0, this);
        var call = Handle.Invoker.Rent();
        call.Target = Handle.Reference;
        call.TargetId = Handle.Reference.Id;
        call.TargetHandle = Handle;
        call.Contract = contract;
        call.Fingerprint = contract.Fingerprint;
        call.Member = member;
        return call;
    }

    /// <summary>Makes a call that returns nothing.</summary>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    protected async ValueTask InvokeAsync(CallFrame call, CancellationToken cancellationToken)
    {
        using var reply = await SendAsync(call, cancellationToken).ConfigureAwait(false);
        reply.ThrowIfFailed(cancellationToken);
        reply.ConfirmReceipt();
    }

    /// <summary>Makes a call and decodes its result.</summary>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    protected async ValueTask<T> InvokeAsync<T>(CallFrame call, Codec<T> result, CancellationToken cancellationToken)
    {
        using var reply = await SendAsync(call, cancellationToken).ConfigureAwait(false);
        return reply.Result(result, cancellationToken);
    }

    /// <summary>Makes a call that returns nothing, blocking this thread.</summary>
    protected void Invoke(CallFrame call, CancellationToken cancellationToken)
    {
        using var reply = Send(call, cancellationToken);
        reply.ThrowIfFailed(cancellationToken);
        reply.ConfirmReceipt();
    }

    /// <summary>Makes a call and decodes its result, blocking this thread.</summary>
    protected T Invoke<T>(CallFrame call, Codec<T> result, CancellationToken cancellationToken)
    {
        using var reply = Send(call, cancellationToken);
        return reply.Result(result, cancellationToken);
    }

    /// <summary>A stream. Each reading of it makes a call of its own, when the first item is asked for.</summary>
    protected IAsyncEnumerable<T> Stream<T>(int member, Codec<T> item, CancellationToken cancellationToken) =>
        new RemoteStream<T>(token => InvokeAsync(Call(member), StreamBatchCodec.Opening, token), item, cancellationToken);

    /// <summary>A stream. Each reading of it makes a call of its own, when the first item is asked for.</summary>
    /// <param name="member">The member's number.</param>
    /// <param name="arguments">The arguments of every one of these calls.</param>
    /// <param name="write">Writes them.</param>
    /// <param name="item">Decodes an item.</param>
    /// <param name="cancellationToken">Ends every reading.</param>
    protected IAsyncEnumerable<T> Stream<TArguments, T>(
        int member, TArguments arguments, Func<CallFrame, TArguments, CallFrame> write, Codec<T> item, CancellationToken cancellationToken) =>
        new RemoteStream<T>(token => InvokeAsync(write(Call(member), arguments), StreamBatchCodec.Opening, token), item, cancellationToken);

    private ValueTask<ReplyFrame> SendAsync(CallFrame call, CancellationToken cancellationToken)
    {
        Check(call, cancellationToken);
        return Handle.Invoker.InvokeAsync(call, cancellationToken);
    }

    private ReplyFrame Send(CallFrame call, CancellationToken cancellationToken)
    {
        Check(call, cancellationToken);
        return Handle.Invoker.Invoke(call, cancellationToken);
    }

    private static void Check(CallFrame call, CancellationToken cancellationToken)
    {
        if (call.Failure is { } failure)
        {
            call.Dispose();
            throw failure;
        }

        if (cancellationToken.IsCancellationRequested)
        {
            call.Dispose();
            cancellationToken.ThrowIfCancellationRequested();
        }

        if (cancellationToken.CanBeCanceled)
        {
            call.Flags |= CallFlags.Cancellable;
        }
    }
}
