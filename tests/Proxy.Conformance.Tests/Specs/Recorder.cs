using SharedObjects.Calls;

namespace SharedObjects.Conformance.Tests.Specs;

/// <summary>One client of an object, which writes down what it did; one call at a time.</summary>
/// <typeparam name="T">The contract.</typeparam>
internal sealed class Recorder<T>
    where T : class
{
    private readonly RecordingHandle handle;
    private readonly T proxy;

    public Recorder(T proxy)
    {
        handle = RecordingHandle.Of(proxy);
        this.proxy = Contract.Of<T>().CreateProxy<T>(handle);
    }

    public List<Operation> Operations { get; } = [];

    /// <summary>Makes a call and writes it down, also if it is refused. A call that fails otherwise is not written down.</summary>
    /// <param name="name">Which.</param>
    /// <param name="argument">With what.</param>
    /// <param name="call">Makes it.</param>
    /// <param name="waits">Whether it may wait before it is refused.</param>
    public async Task<TAnswer> CallAsync<TAnswer>(string name, object? argument, Func<T, Task<TAnswer>> call, bool waits = false)
    {
        handle.Forget();
        var began = RecorderClock.Next();
        try
        {
            var answer = await call(proxy);
            Operations.Add(new Operation(name, argument, answer, handle.Version, began, RecorderClock.Next()));
            return answer;
        }
        catch (Exception exception) when (Refusal.Is(exception))
        {
            var kind = waits ? OperationKind.RefusedByThen : OperationKind.Refused;
            Operations.Add(new Operation(name, argument, exception.GetType().Name, handle.Version, began, RecorderClock.Next(), kind));
            throw;
        }
    }

    /// <summary>Makes a call and writes it down; a refusal is an answer.</summary>
    public Task<object?> TryAsync<TAnswer>(string name, object? argument, Func<T, Task<TAnswer>> call, bool waits = false) =>
        Refusal.OrAnswerAsync(() => CallAsync(name, argument, call, waits));
}
