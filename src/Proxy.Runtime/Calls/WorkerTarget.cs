namespace SharedObjects.Calls;

/// <summary>A method that may run in a child process.</summary>
/// <param name="Name">Declaring type, method name and number of arguments, as <c>Namespace.Type.Method/2</c>.</param>
/// <param name="RunAsync">Decodes the arguments, runs the method to its end, and gives the exit code: the method's own if it returns one, else 0.</param>
public sealed record WorkerTarget(string Name, Func<ArgumentFrame, CancellationToken, ValueTask<int>> RunAsync);
