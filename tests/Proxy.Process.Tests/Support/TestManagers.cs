namespace SharedObjects.Process.Tests.Support;

/// <summary>Hosts the contracts of these tests.</summary>
public sealed class TestManager : IManagerStartup
{
    public static void Configure(ManagerBuilder manager) => manager
        .Register<IFaulty, Faulty>()
        .Register<IBlocker, Blocker>()
        .Register<ICollector, Collector>()
        .Register<IWatched<Payload>>(static () => new Watched<Payload>())
        .RegisterFactory<ITracked, string>(static path => new Tracked(path))
        .RegisterNamed<ISharedQueue<int>>("numbers");
}

public sealed class ThrowingManager : IManagerStartup
{
    public static void Configure(ManagerBuilder manager) => throw new InvalidOperationException("the startup class is broken");
}

public sealed class NeverReadyManager : IManagerStartup
{
    public static void Configure(ManagerBuilder manager) => new ManualResetEventSlim().Wait(CancellationToken.None);
}

/// <summary>Fails in every way.</summary>
[Managed]
public interface IFaulty
{
    ValueTask<int> ThrowAsync(string kind, CancellationToken cancellationToken = default);

    int Throw(string kind);
}

internal sealed class Faulty : IFaulty
{
    public async ValueTask<int> ThrowAsync(string kind, CancellationToken cancellationToken)
    {
        await Task.Yield();
        return Throw(kind);
    }

    public int Throw(string kind) => throw Create(kind);

    private static Exception Create(string kind) => kind switch
    {
        "argument" => new ArgumentException("not that one", nameof(kind)),
        "null" => new ArgumentNullException(nameof(kind), "nothing there"),
        "range" => new ArgumentOutOfRangeException(nameof(kind), "too far"),
        "operation" => new InvalidOperationException("not now"),
        "key" => new KeyNotFoundException("no such key"),
        "timeout" => new TimeoutException("too slow"),
        "cancelled" => new OperationCanceledException("no longer wanted"),
        "unsupported" => new NotSupportedException("never"),
        "disposed" => new ObjectDisposedException("thing", "gone"),
        "divide" => new DivideByZeroException("by zero"),
        _ => new ScoreException("a type that the caller may not have"),
    };
}

/// <summary>An exception type of the user's own.</summary>
public sealed class ScoreException(string message) : Exception(message);

/// <summary>Has a call that never comes back, on a thread that is lost with it.</summary>
[Managed]
public interface IBlocker
{
    ValueTask BlockAsync();
}

internal sealed class Blocker : IBlocker
{
    public ValueTask BlockAsync()
    {
        new ManualResetEventSlim().Wait(CancellationToken.None);
        return ValueTask.CompletedTask;
    }
}

/// <summary>Leaves a file behind when it is disposed.</summary>
[Managed]
public interface ITracked : ISharedObject
{
    ValueTask<int> PingAsync();
}

internal sealed class Tracked(string path) : ITracked
{
    private int pings;

    public ValueTask<int> PingAsync() => ValueTask.FromResult(++pings);

    public ValueTask DisposeAsync()
    {
        File.WriteAllText(path, "disposed");
        return ValueTask.CompletedTask;
    }
}

/// <summary>Collects the manager's garbage, because an idle process never does.</summary>
[Managed]
public interface ICollector
{
    ValueTask CollectAsync();
}

internal sealed class Collector : ICollector
{
    public ValueTask CollectAsync()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        return ValueTask.CompletedTask;
    }
}
