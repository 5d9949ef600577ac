using CsCheck;

namespace SharedObjects.Conformance.Tests.Specs;

/// <summary>The reader-writer lock against a plain line, and in parallel by the operation numbers in its replies. Mutants show that the checks can fail.</summary>
public sealed class ReaderWriterLockSpecs
{
    private const int Hang = 60_000;
    private const int Write = 1;

    [Fact(Timeout = Hang)]
    public async Task Readers_and_writers_enter_in_turn()
    {
        await using var manager = SharedManager.StartInProcess();
        Compare(manager);
    }

    [Theory(Timeout = Hang)]
    [InlineData(nameof(FlawedReaderWriterLock.Flaw.WritersAreReaders))]
    [InlineData(nameof(FlawedReaderWriterLock.Flaw.ReadersAreWriters))]
    [InlineData(nameof(FlawedReaderWriterLock.Flaw.ReadersOvertake))]
    [InlineData(nameof(FlawedReaderWriterLock.Flaw.TokenNotBumped))]
    public async Task Readers_and_writers_that_enter_otherwise_are_found_out(string flaw)
    {
        await using var manager = Flawed(flaw);
        Assert.ThrowsAny<Exception>(() => Compare(manager));
    }

    [Fact(Timeout = Hang)]
    public async Task Parallel_writers_are_alone_and_their_tokens_grow()
    {
        await using var manager = SharedManager.StartInProcess();
        for (var seed = 0; seed < 20; seed++)
        {
            Found.Nothing(Violation(await CrowdAsync(manager, seed)));
        }
    }

    [Fact(Timeout = Hang)]
    public async Task What_is_saved_meanwhile_is_what_it_was_then()
    {
        await using var manager = SharedManager.StartInProcess();
        for (var seed = 0; seed < 10; seed++)
        {
            Found.Nothing(Violation(await CrowdAsync(manager, seed, saves: true)));
        }
    }

    [Theory(Timeout = Hang)]
    [InlineData(nameof(FlawedReaderWriterLock.Flaw.WritersAreReaders))]
    [InlineData(nameof(FlawedReaderWriterLock.Flaw.TokenNotBumped))]
    [InlineData(nameof(FlawedReaderWriterLock.Flaw.LeavesTwice))]
    [InlineData(nameof(FlawedReaderWriterLock.Flaw.RefusesWhatItDoes))]
    public async Task Writers_that_are_not_alone_or_have_one_token_are_found_out(string flaw)
    {
        await using var manager = Flawed(flaw);
        await Found.SomethingAsync(async seed => Violation(await CrowdAsync(manager, seed)));
    }

    private static SharedManager Flawed(string flaw) => SharedManager.StartInProcess(manager =>
        manager.Register<ISharedReaderWriterLock>(() => new FlawedReaderWriterLock(Enum.Parse<FlawedReaderWriterLock.Flaw>(flaw))));

    private static void Compare(SharedManager manager) => LineSpecs.Compare(
        () =>
        {
            var mutex = manager.ReaderWriterLockAsync(TestContext.Current.CancellationToken).AsTask().GetAwaiter().GetResult();
            return new Line(
                (request, cancellationToken) => LineSpecs.Lease(request == Write ? mutex.AcquireWriterAsync(cancellationToken) : mutex.AcquireReaderAsync(cancellationToken)),
                _ => mutex.CurrentReadCount + (mutex.IsWriteLockHeld ? 1 : 0));
        },
        static () => new LineModel(
            static (held, request) => request == Write ? held.Count == 0 : !held.Contains(Write),
            static (token, request) => token + request),
        Gen.Int[0, Write]);

    private static string? Violation(IEnumerable<Operation> history) => History.Violation(history, static () => new Model(), static (model, operation) => model.Do(operation));

    /// <summary>
    /// Several clients read and write at random, some without waiting. Now and then one leaves for the one that entered last, which may be another or have left
    /// already; all of them belong to one session.
    /// </summary>
    private static async Task<Operation[]> CrowdAsync(SharedManager manager, int seed, bool saves = false)
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await using var mutex = await manager.ReaderWriterLockAsync(cancellationToken);
        var latest = 0L;
        var clients = Enumerable.Range(0, 4).Select(_ => new Recorder<ISharedReaderWriterLock>(mutex)).ToArray();
        var activity = Task.WhenAll(clients.Select((client, number) => Task.Run(
            async () =>
            {
                var random = new Random((seed * clients.Length) + number);
                for (var i = 0; i < 25; i++)
                {
                    var write = random.Next(2) == 0;
                    var patience = random.Next(4) == 0 ? TimeSpan.Zero : Timeout.InfiniteTimeSpan;
                    var grant = await client.CallAsync(write ? "write" : "read", null, shared => shared.EnterAsync(write, patience, cancellationToken).AsTask());
                    if (grant.Granted)
                    {
                        Volatile.Write(ref latest, grant.Lease);
                        await Task.Yield();
                        await LeaveAsync(client, grant.Lease);
                    }

                    if (random.Next(4) == 0)
                    {
                        await LeaveAsync(client, Volatile.Read(ref latest));
                    }
                }
            },
            cancellationToken)));
        Operation[] saved = saves ? await Saving.WhileAsync(manager, mutex, activity, static async copy =>
        {
            var (granted, _, token, lost) = await copy.EnterAsync(write: true, TimeSpan.Zero, CancellationToken.None);
            return granted ? (token, lost) : null;
        }) : [];
        await activity;
        return [.. clients.SelectMany(client => client.Operations), .. saved];

        static Task LeaveAsync(Recorder<ISharedReaderWriterLock> client, long lease) => client.TryAsync("leave", lease, async shared =>
        {
            await shared.ReleaseLeaseAsync(lease, abandoned: false);
            return true;
        });
    }

    /// <summary>A plain one: who is inside, and how many writers there have been.</summary>
    private sealed class Model
    {
        private readonly HashSet<long> readers = [];
        private long writer;
        private long token;

        public object? Do(Operation operation)
        {
            switch (operation.Name)
            {
                case Saving.Name:
                    // A writer that is inside is lost to the restored one.
                    return (token + 1, writer != 0);
                case "leave":
                    var lease = (long)operation.Argument!;
                    var wasWriter = writer != 0 && writer == lease;
                    writer = wasWriter ? 0 : writer;
                    return wasWriter || readers.Remove(lease) ? true : nameof(LeaseNotHeldException);
            }

            if (operation.Answer is not ValueTuple<bool, long, long, bool> { Item1: true } granted)
            {
                return operation.Kind == OperationKind.Done ? operation.Answer : "nothing to refuse";
            }

            if (operation.Name == "write")
            {
                var isFree = writer == 0 && readers.Count == 0;
                writer = granted.Item2;
                return (isFree, granted.Item2, ++token, false);
            }

            readers.Add(granted.Item2);
            return (writer == 0, granted.Item2, token, false);
        }
    }
}
