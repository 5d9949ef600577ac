namespace SharedObjects.Process.Tests.Workers;

/// <summary>The method is one that the table cannot hold; only the arguments are looked at here.</summary>
public static class UnencodableTargets
{
#pragma warning disable
    [WorkerTarget]
    public static Task ReadAsync(Stream stream) => Task.CompletedTask;
#pragma warning restore
}
