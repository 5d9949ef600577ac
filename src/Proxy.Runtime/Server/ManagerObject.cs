using SharedObjects.Calls;
using SharedObjects.Calls.Encoding;
using SharedObjects.Contracts.State;
using SharedObjects.Server.Sessions;
using SharedObjects.Server.Turns;

namespace SharedObjects.Server;

/// <summary>The manager as one of its own objects. Thread-safe, because creating an object may run for long in a user's constructor.</summary>
internal sealed class ManagerObject(ManagerServer manager) : IManagerObject
{
    private static Session Session => ((TurnCallContext)CallContext.Current).Session;

    public async ValueTask<ObjectHandle> CreateAsync(string contract, string elements, Payload argument, CancellationToken cancellationToken)
    {
        var factory = manager.FactoryOf(contract);
        var serializer = manager.Serializer;
        var referent = factory.Contract.Inline
            ? factory.Create(argument, serializer)
            : await Task.Run(() => factory.Create(argument, serializer), cancellationToken).ConfigureAwait(false);
        return manager.Host(factory.Contract, elements, referent);
    }

    public ValueTask<Payload> SaveAsync(long id, CancellationToken cancellationToken)
    {
        var entry = Session.Find(id);
        if (entry.Referent is not ISavable savable)
        {
            throw new NotSupportedException($"A {entry.Contract.Name} cannot be saved.");
        }

        var saved = new TaskCompletionSource<Payload>(TaskCreationOptions.RunContinuationsAsynchronously);
        entry.Turn.Post(null, _ => Save(), null);
        return new ValueTask<Payload>(saved.Task);

        void Save()
        {
            try
            {
                var state = new PayloadStateWriter(manager.Serializer);
                savable.Save(state);
                saved.SetResult(state.ToPayload());
            }
            catch (Exception exception)
            {
                saved.SetException(exception);
            }
        }
    }

    public ValueTask<ObjectHandle> RestoreAsync(string contract, string elements, Payload state, CancellationToken cancellationToken)
    {
        var factory = manager.FactoryOf(contract);
        return factory.Restore is { } restore
            ? ValueTask.FromResult(manager.Host(factory.Contract, elements, restore(new PayloadStateReader(state, manager.Serializer))))
            : throw new NotSupportedException($"A {contract} cannot be restored.");
    }

    public ValueTask<ObjectHandle> OpenAsync(string name, CancellationToken cancellationToken) => ValueTask.FromResult(manager.Open(name));

    public ValueTask<ObjectHandle> AttachAsync(long id, CancellationToken cancellationToken) =>
        manager.Objects.TryGet(id, out var entry)
            ? ValueTask.FromResult<ObjectHandle>(manager.HandleOf(entry))
            : throw new ObjectNotFoundException($"Object {id} is gone.");

    public ValueTask ReleaseAsync(long id, int count)
    {
        Session.Release(id, count);
        return ValueTask.CompletedTask;
    }

    public ValueTask<IReadOnlyList<string>> DescribeAsync(string contract, CancellationToken cancellationToken) =>
        ValueTask.FromResult((ContractRegistry.Find(contract) ?? manager.FactoryOf(contract).Contract).Members);

    public ValueTask AcknowledgeAsync() => ValueTask.CompletedTask;

    // The manager is one of the objects, and this call one of the calls: neither is what was asked for.
    public ValueTask<(int Objects, int Sessions, int WaitingCalls, long ManagedBytes)> GetStatisticsAsync(CancellationToken cancellationToken) =>
        ValueTask.FromResult((manager.Objects.Count - 1, manager.SessionCount, manager.CallCount - 1, GC.GetTotalMemory(forceFullCollection: false)));

    // On another thread: what the frames of this one still refer to is to be found dead as well.
    public ValueTask CollectAsync() => new(Task.Run(manager.Objects.CollectAsync));
}
