using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using SharedObjects.Calls;
using SharedObjects.Calls.Encoding;
using SharedObjects.Calls.Frames;
using SharedObjects.Generated.SharedObjects_Calls;
using SharedObjects.Transport.Endpoints;

namespace SharedObjects.Client;

/// <summary>
/// This process's side of its session with one manager, over whatever carries the calls. It numbers them, keeps count of the objects it was
/// handed, confirms results, and makes two builds of a contract meet.
/// </summary>
[SuppressMessage("Design", "CA1001", Justification = "A semaphore whose wait handle nobody asks for holds nothing.")]
internal sealed class ClientSession : ICallInvoker, IReceiptListener, IAsyncDisposable
{
    private static readonly TimeSpan FlushTimeout = TimeSpan.FromSeconds(2);

    private readonly ISessionChannel channel;
    private readonly ValueSerializer serializer;
    private readonly AcknowledgementWindow window = new();
    private readonly ReferenceTracker references;
    private readonly ConcurrentQueue<long> receipts = new();
    private readonly ConcurrentQueue<(long Id, int Count)> collected = new();
    private readonly ConcurrentDictionary<string, Task<MemberTable>> memberTables = new();
    private readonly ManagerObjectProxy manager;
    private readonly SemaphoreSlim house = new(1);
    private int housekeeping;
    private int carrying;
    private volatile bool hasTaken;
    private int disposed;

    /// <param name="channel">Carries the calls; disposed with the session.</param>
    /// <param name="serializer">Encodes users' types.</param>
    /// <param name="address">How other processes reach the manager; <see langword="null"/> if they cannot. Disposed with the session.</param>
    public ClientSession(ISessionChannel channel, ValueSerializer serializer, ManagerAddress? address)
    {
        Address = address;
        this.channel = channel;
        this.serializer = serializer;
        references = new ReferenceTracker(this);
        var contract = Contract.Of<IManagerObject>();
        manager = new ManagerObjectProxy(new ManagerHandle(this, new ObjectReference(channel.Home, ObjectReference.ManagerId, contract.Name, channel.ManagerContract.Fingerprint, "")));
        if (channel.ManagerContract.Fingerprint != contract.Fingerprint)
        {
            memberTables[contract.Name] = Task.FromResult(new MemberTable(channel.ManagerContract.Members));
        }

        ConnectedManagers.Add(this);
    }

    /// <summary>The manager's epoch.</summary>
    public Guid Home => channel.Home;

    /// <summary>How other processes reach the manager; <see langword="null"/> if they cannot.</summary>
    public ManagerAddress? Address { get; }

    /// <summary>Cancelled when the manager is gone.</summary>
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

        var sequence = Stamp(call);
        try
        {
            return Accept(await SendWithReceipts(call, cancellationToken).ConfigureAwait(false));
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

        var sequence = Stamp(call);
        try
        {
            return Accept(channel.Invoke(call, cancellationToken));
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

    /// <summary>Takes a reference that arrived by another way than through this session; whoever sent it keeps the object alive until then.</summary>
    public ValueTask<ObjectHandle> AttachAsync(ObjectReference reference, CancellationToken cancellationToken) => manager.AttachAsync(reference.Id, cancellationToken);

    public void Received(long sequence)
    {
        hasTaken = true;
        receipts.Enqueue(sequence);
        if (!Lost.IsCancellationRequested)
        {
            ScheduleHousekeeping();
        }
    }

    /// <summary>A handle gave its hold back.</summary>
    public void GiveBack(RemoteHandle handle, int count)
    {
        references.Remove(handle.Reference.Id, handle);
        collected.Enqueue((handle.Reference.Id, count));
        ScheduleHousekeeping();
    }

    /// <summary>A handle was collected; called by its finalizer, so the work is left to the thread pool.</summary>
    public void Collected(long id, int count)
    {
        references.Remove(id, null);
        collected.Enqueue((id, count));
        ScheduleHousekeeping();
    }

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref disposed, 1) == 0)
        {
            ConnectedManagers.Remove(this);
            await FlushAsync().ConfigureAwait(false);
            await channel.DisposeAsync().ConfigureAwait(false);
            Address?.Dispose();
        }
    }

    /// <summary>Confirms what this process has received, so that nothing it took is taken for lost; a manager that does not answer is not waited for.</summary>
    public async Task FlushAsync()
    {
        if (Lost.IsCancellationRequested || !hasTaken)
        {
            return;
        }

        // A call that has taken receipts along is encoded and handed to the sender; that takes no longer than this.
        var wait = default(SpinWait);
        while (Volatile.Read(ref carrying) != 0)
        {
            wait.SpinOnce();
        }

        try
        {
            // What housekeeping has taken up to send it is neither here nor there: it is waited for. Whatever was handed over before is with the
            // manager when this one is answered.
            await house.WaitAsync(FlushTimeout, Lost).ConfigureAwait(false);
            await manager.AcknowledgeAsync().AsTask().WaitAsync(FlushTimeout, Lost).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is SharedObjectException or TimeoutException or OperationCanceledException)
        {
            // The manager is gone or stuck, and takes back what it must.
        }
    }

    private long Stamp(CallFrame call)
    {
        var sequence = window.Begin(out var acknowledgedUpTo);
        call.Session = channel.Session;
        call.Sequence = sequence;
        call.AcknowledgedUpTo = acknowledgedUpTo;
        call.TraceParent = System.Diagnostics.Activity.Current?.Id;
        return sequence;
    }

    /// <summary>Lets a call take the receipts along that have come up since the last one.</summary>
    private ValueTask<ReplyFrame> SendWithReceipts(CallFrame call, CancellationToken cancellationToken)
    {
        if (receipts.IsEmpty)
        {
            return channel.InvokeAsync(call, cancellationToken);
        }

        Interlocked.Increment(ref carrying);
        try
        {
            while (receipts.TryDequeue(out var receipt))
            {
                call.Receipts.Add(receipt);
            }

            call.ReceiptSource = this;
            return channel.InvokeAsync(call, cancellationToken);
        }
        finally
        {
            Interlocked.Decrement(ref carrying);
        }
    }

    /// <summary>Takes the references of a reply, whoever still waits for it: each counts as handed over.</summary>
    private ReplyFrame Accept(ReplyFrame reply)
    {
        var slots = reply.References;
        for (var i = 0; i < slots.Count; i++)
        {
            var reference = slots[i].Reference;
            slots[i] = new ReferenceSlot(reference, reference.Id == ObjectReference.ManagerId ? manager.Handle : references.Receive(reference));
        }

        reply.Serializer = serializer;
        reply.ReceiptListener = this;
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

    private void ScheduleHousekeeping()
    {
        if (Interlocked.Exchange(ref housekeeping, 1) == 0)
        {
            ThreadPool.UnsafeQueueUserWorkItem(static session => _ = session.KeepHouseAsync(), this, preferLocal: false);
        }
    }

    /// <summary>Sends what nobody waits for: references given back, and receipts that no other call took along meanwhile.</summary>
    private async Task KeepHouseAsync()
    {
        await house.WaitAsync().ConfigureAwait(false);
        Volatile.Write(ref housekeeping, 0);
        try
        {
            while (collected.TryDequeue(out var returned))
            {
                await manager.ReleaseAsync(returned.Id, returned.Count).ConfigureAwait(false);
            }

            if (!receipts.IsEmpty)
            {
                await manager.AcknowledgeAsync().ConfigureAwait(false);
            }
        }
        catch (SharedObjectException) when (Lost.IsCancellationRequested || Volatile.Read(ref disposed) != 0)
        {
            // The session is over, and with it everything there was to give back.
        }
        finally
        {
            house.Release();
        }
    }
}
