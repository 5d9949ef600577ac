using Microsoft.Extensions.Time.Testing;

namespace SharedObjects.Runtime.Tests.Transport.Support;

internal static class Clock
{
    /// <summary>Lets time pass, a step at a time, until a task is done; what becomes of the task is the caller's to look at.</summary>
    public static async Task AdvanceUntilAsync(this FakeTimeProvider time, TimeSpan step, Task task)
    {
        while (!task.IsCompleted)
        {
            TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
            time.Advance(step);
            await Task.Yield();
        }
    }
}
