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

    /// <summary>Makes a call and writes it down; a call that fails is left to the caller and not written down.</summary>
    public async Task<TAnswer> CallAsync<TAnswer>(string name, object? argument, Func<T, Task<TAnswer>> call)
    {
        var began = RecorderClock.Next();
        var answer = await call(proxy);
        Operations.Add(new Operation(name, argument, answer, handle.Version, began, RecorderClock.Next()));
        return answer;
    }
}
