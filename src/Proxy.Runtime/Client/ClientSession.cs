using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using SharedObjects.Calls;
using SharedObjects.Calls.Encoding;
using SharedObjects.Calls.Frames;
using SharedObjects.Generated.SharedObjects_Calls;
using SharedObjects.Transport.Endpoints;

namespace SharedObjects.Client;

/// <summary>
/// This process's side of its session with one manager, over whatever carries the calls. It numbers them, keeps count of the objects it was
/// handed and makes two builds of a contract meet.
/// </summary>
internal sealed class ClientSession : ICallInvoker, IAsyncDisposable
{
    private readonly ISessionChannel channel;
    private readonly ValueSerializer serializer;
    private readonly AcknowledgementWindow window = new();
    private readonly ReferenceTracker references;
    private readonly ConcurrentDictionary<string, Task<MemberTable>> memberTables = new();
    private readonly ManagerObjectProxy manager;
    private readonly Upkeep upkeep;
    private readonly KeepAlive keepAlive;
    private volatile string? ending;
    private int disposed;

    /// <param name="channel">Carries the calls; disposed with the session.</param>
    /// <param name="serializer">Encodes users' types.</param>
    /// <param name="address">How other processes reach the manager; <see langword="null"/> if they cannot. Disposed with the session.</param>
    /// <param name="timeProvider">Measures the session's time to live; <see langword="null"/> for the system's clock.</param>
    /// <param name="stays">See <see cref="KeepAlive"/>.</param>
    public ClientSession(ISessionChannel channel, ValueSerializer serializer, ManagerAddress? address, TimeProvider? timeProvider = null, Task? stays = null)
    {
        Address = address;
        this.channel = channel;
        this.serializer = serializer;
        references = new ReferenceTracker(this);
        var contract = Contract.Of<IManagerObject>();
        manager = new ManagerObjectProxy(new ManagerHandle(this, new ObjectReference(channel.Home, ObjectReference.ManagerId, contract.Name, channel.ManagerContract.Fingerprint, "")));
        upkeep = new Upkeep(manager, channel.Lost);
        if (channel.ManagerContract.Fingerprint != contract.Fingerprint)
        {
            memberTables[contract.Name] = Task.FromResult(new MemberTable(channel.ManagerContract.Members));
        }

        keepAlive = new KeepAlive(channel.TimeToLive, timeProvider ?? TimeProvider.System, upkeep.Heartbeat, GiveUp, Close, stays);
        ConnectedManagers.Add(this);
    }

    /// <summary>The manager's epoch.</summary>
    public Guid Home => channel.Home;

    /// <summary>How other processes reach the manager; <see langword="null"/> if they cannot.</summary>
    public ManagerAddress? Address { get; }

    /// <summary>Cancelled when the session can no longer be counted on: its channel was lost, the manager has ended it, or may have.</summary>
    public CancellationToken Lost => channel.Lost;

    /// <summary>The manager as an object.</summary>
    public IManagerObject Manager => manager;

    public ValueSerializer Serializer => serializer;

    /// <summary>How many objects this process holds there; for diagnosis and tests.</summary>
    public int ReferenceCount => references.Count;

    public CallFrame Rent()
    {
        var call = channel.Rent();
        call.Serializer = serializer;
        return call;
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<ReplyFrame> InvokeAsync(CallFrame call, CancellationToken cancellationToken)
    {
        if (call.Fingerprint != call.Target!.Fingerprint)
        {
            await TranslateAsync(call, cancellationToken).ConfigureAwait(false);
        }

        var sequence = Stamp(call, out var sentAt);
        try
        {
            return Accept(sentAt, await upkeep.Send(channel, call, cancellationToken).ConfigureAwait(false));
        }
        finally
        {
            window.Complete(sequence);
        }
    }

    public ReplyFrame Invoke(CallFrame call, CancellationToken cancellationToken)
    {
        if (call.Fingerprint != call.Target!.Fingerprint)
        {
            TranslateAsync(call, cancellationToken).AsTask().GetAwaiter().GetResult();
        }

        var sequence = Stamp(call, out var sentAt);
        try
        {
            return Accept(sentAt, channel.Invoke(call, cancellationToken));
        }
        finally
        {
            window.Complete(sequence);
        }
    }

    /// <summary>Creates an object and gives the handle of it.</summary>
    public async ValueTask<ObjectHandle> CreateAsync<TContract, TArgument>(TArgument argument, CancellationToken cancellationToken)
    {
        var contract = Contract.Of<TContract>();
        var encoded = ElementCodec<TArgument>.Encode(argument, serializer);
        return await manager.CreateAsync(contract.Name, ProxyFactory<TContract>.Elements, encoded, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The state of an object, to be given to <see cref="RestoreAsync"/>.</summary>
    public ValueTask<Payload> SaveAsync(ManagedProxy proxy, CancellationToken cancellationToken) =>
        manager.SaveAsync(proxy.Handle.Reference.Id, cancellationToken);

    /// <summary>Creates an object from a saved state and gives the handle of it.</summary>
    public ValueTask<ObjectHandle> RestoreAsync<TContract>(Payload state, CancellationToken cancellationToken) =>
        manager.RestoreAsync(Contract.Of<TContract>().Name, ProxyFactory<TContract>.Elements, state, cancellationToken);

    /// <summary>Takes a reference that arrived by another way than through this session; whoever sent it keeps the object alive until then.</summary>
    public ValueTask<ObjectHandle> AttachAsync(ObjectReference reference, CancellationToken cancellationToken) => manager.AttachAsync(reference.Id, cancellationToken);

    /// <summary>A handle gave its hold back.</summary>
    public void GiveBack(RemoteHandle handle, int count)
    {
        references.Remove(handle.Reference.Id, handle);
        upkeep.GiveBack(handle.Reference.Id, count);
    }

    /// <summary>A handle was collected; called by its finalizer, so the work is left to the thread pool.</summary>
    public void Collected(long id, int count)
    {
        references.Remove(id, null);
        upkeep.GiveBack(id, count);
    }

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref disposed, 1) == 0)
        {
            ConnectedManagers.Remove(this);
            await upkeep.StopAsync().ConfigureAwait(false);
            keepAlive.Dispose();
            await channel.DisposeAsync().ConfigureAwait(false);
            Address?.Dispose();
        }
    }

    /// <summary>Confirms what this process has received, so that nothing it took is taken for lost; a manager that does not answer is not waited for.</summary>
    public Task FlushAsync() => upkeep.FlushAsync();

    /// <summary>See <see cref="IManagerObject.CollectAsync"/>; what this process has given back counts as given back.</summary>
    public async ValueTask CollectAsync()
    {
        await upkeep.SettleAsync().ConfigureAwait(false);
        await manager.CollectAsync().ConfigureAwait(false);
    }

    /// <exception cref="SessionEndedException">The session is over; the call is not sent.</exception>
    private long Stamp(CallFrame call, out long sentAt)
    {
        sentAt = keepAlive.Now;
        if (ending is null && keepAlive.IsPast(sentAt))
        {
            GiveUp();
        }

        if (ending is { } message)
        {
            call.Dispose();
            throw new SessionEndedException(message);
        }

        var sequence = window.Begin(out var acknowledgedUpTo);
        call.Session = channel.Session;
        call.Sequence = sequence;
        call.AcknowledgedUpTo = acknowledgedUpTo;
        call.TraceParent = System.Diagnostics.Activity.Current?.Id;
        return sequence;
    }

    /// <summary>Nothing was heard for so long that the manager may have ended the session. Whether or not it has: this process goes by that from now on.</summary>
    private void GiveUp()
    {
        // A channel that is gone says so itself.
        if (!channel.Lost.IsCancellationRequested)
        {
            End(
                $"This process and its manager have not heard of each other for nearly {channel.TimeToLive.TotalSeconds:0.###} s, the session's time to live: one of them was stopped, or too busy. The session counts as ended, and what it held as given up. The call was not executed; connect again.");
        }
    }

    private void End(string message)
    {
        // First, so that whoever has a call refused sees this too.
        channel.GiveUp();
        if (Interlocked.CompareExchange(ref ending, message, null) is null)
        {
            // The place is free for the session this process opens next.
            ConnectedManagers.Remove(this);
            keepAlive.Over();
        }
    }

    private void Close() => _ = channel.DisposeAsync().AsTask();

    /// <summary>Takes the references of a reply, whoever still waits for it: each counts as handed over.</summary>
    private ReplyFrame Accept(long sentAt, ReplyFrame reply)
    {
        if (reply.SessionEnded)
        {
            End(reply.Fault is { } fault && fault.Type == typeof(SessionEndedException).FullName ? fault.Message : "The session has ended; connect again.");
        }
        else if (keepAlive.IsPast(keepAlive.Now))
        {
            GiveUp();
        }
        else
        {
            keepAlive.Answered(sentAt);
        }

        if (ending is { } message && reply.ReceiptRequested)
        {
            // It was taken for a session that is over, so it goes back, or has gone back already: nobody may have it twice.
            reply.Fail(new SessionEndedException(message));
        }

        var slots = reply.References;
        for (var i = 0; i < slots.Count; i++)
        {
            var reference = slots[i].Reference;
            slots[i] = new ReferenceSlot(reference, reference.Id == ObjectReference.ManagerId ? manager.Handle : references.Receive(reference));
        }

        reply.Serializer = serializer;
        reply.ReceiptListener = upkeep;
        return reply;
    }

    private async ValueTask TranslateAsync(CallFrame call, CancellationToken cancellationToken)
    {
        var contract = call.Contract!;
        try
        {
            var table = await memberTables.GetOrAdd(contract.Name, _ => FetchAsync(contract)).WaitAsync(cancellationToken).ConfigureAwait(false);
            call.Member = table.NumberOf(contract, call.Member);
            call.Fingerprint = call.Target!.Fingerprint;
        }
        catch
        {
            call.Dispose();
            throw;
        }
    }

    private async Task<MemberTable> FetchAsync(Contract contract)
    {
        try
        {
            return new MemberTable(await manager.DescribeAsync(contract.Name, CancellationToken.None).ConfigureAwait(false));
        }
        catch
        {
            memberTables.TryRemove(contract.Name, out _);
            throw;
        }
    }
}
