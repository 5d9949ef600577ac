namespace SharedObjects.Conformance.Tests.Specs;

/// <summary>A refusal is an answer too: it is known by the name of its exception.</summary>
internal static class Refusal
{
    /// <summary>Whether an exception says that the object would not do it; any other says that something is wrong, or that the call was called off.</summary>
    public static bool Is(Exception exception) => exception is ArgumentException or OverflowException or InvalidCastException or KeyNotFoundException or SemaphoreFullException
        or LeaseNotHeldException or QueueShutDownException or BrokenBarrierException or (InvalidOperationException and not ObjectDisposedException);

    /// <summary>The answer of a call, or the name of its refusal.</summary>
    public static async Task<object?> OrAnswerAsync<T>(Func<Task<T>> call)
    {
        try
        {
            return await call();
        }
        catch (Exception exception) when (Is(exception))
        {
            return exception.GetType().Name;
        }
    }
}
