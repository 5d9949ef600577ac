using CsCheck;

namespace SharedObjects.Conformance.Tests.Specs;

/// <summary>Several clients of one lock.</summary>
internal static class LockCrowd
{
    /// <summary>Fails unless a lock is had in turn.</summary>
    public static void Compare(Func<ISharedLock> create, int patience = 5000, int iterations = 100) => LineSpecs.Compare(
        () =>
        {
            var mutex = create();
            return new Line((_, cancellationToken) => LineSpecs.Lease(mutex.AcquireAsync(cancellationToken)), _ => mutex.IsHeld ? 1 : 0, patience);
        },
        static () => new LineModel(static (held, _) => held.Count == 0, static (token, _) => token + 1),
        Gen.Const(0),
        iterations);

    /// <summary>What is wrong with what they were answered; <see langword="null"/> if nothing is.</summary>
    public static string? Violation(IEnumerable<Operation> history) =>
        History.Violation(history, static () => new LockModel(), static (model, operation) => model.Do(operation));

    public static Task<object?> ReleaseAsync<T>(Recorder<T> client, long lease)
        where T : class, ISharedLock => client.TryAsync("release", lease, async shared =>
        {
            await shared.ReleaseLeaseAsync(lease, abandoned: false);
            return true;
        });

    /// <summary>
    /// Several clients acquire and release at random, some without waiting. Now and then one uses the lease that was granted last, which may be another's,
    /// or released already; all of them belong to one session, so the owner may find that it has lost it.
    /// </summary>
    /// <param name="mutex">The lock.</param>
    /// <param name="seed">What they do.</param>
    /// <param name="reenterAsync">Enters once more and leaves again, where that is possible.</param>
    /// <param name="saving">Saves it meanwhile, if given.</param>
    public static async Task<Operation[]> RunAsync<T>(T mutex, int seed, Func<Recorder<T>, long, Task> reenterAsync, SharedManager? saving = null)
        where T : class, ISharedLock
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        var latest = 0L;
        var clients = Enumerable.Range(0, 4).Select(_ => new Recorder<T>(mutex)).ToArray();
        var activity = Task.WhenAll(clients.Select((client, number) => Task.Run(
            async () =>
            {
                var random = new Random((seed * clients.Length) + number);
                for (var i = 0; i < 25; i++)
                {
                    var patience = random.Next(2) == 0 ? TimeSpan.Zero : Timeout.InfiniteTimeSpan;
                    var grant = await client.CallAsync("enter", null, shared => shared.EnterAsync(patience, cancellationToken).AsTask());
                    if (grant.Granted)
                    {
                        Volatile.Write(ref latest, grant.Lease);
                        await Task.Yield();
                        await reenterAsync(client, grant.Lease);
                        await ReleaseAsync(client, grant.Lease);
                    }

                    switch (random.Next(6))
                    {
                        case 0:
                            await ReleaseAsync(client, Volatile.Read(ref latest));
                            break;
                        case 1:
                            await reenterAsync(client, Volatile.Read(ref latest));
                            break;
                        default:
                            break;
                    }
                }
            },
            cancellationToken)));
        Operation[] saved = saving is null ? [] : await Saving.WhileAsync(saving, mutex, activity, static async copy =>
        {
            var (granted, _, token, lost) = await copy.EnterAsync(TimeSpan.Zero, CancellationToken.None);
            return granted ? (token, lost) : null;
        });
        await activity;
        return [.. clients.SelectMany(client => client.Operations), .. saved];
    }
}
