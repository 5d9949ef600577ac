namespace SharedObjects.Runtime.Tests.Support;

/// <summary>Waits for what comes about on other threads and tells nobody.</summary>
internal static class Until
{
    public static async Task TrueAsync(Func<bool> condition)
    {
        while (!condition())
        {
            TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }

    /// <summary>As <see cref="TrueAsync"/>, for what only the garbage collector brings about.</summary>
    public static async Task CollectedAsync(Func<bool> condition)
    {
        while (!condition())
        {
            TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
            GC.Collect();
            GC.WaitForPendingFinalizers();
            await Task.Yield();
        }
    }
}
