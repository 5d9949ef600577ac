namespace SharedObjects;

/// <summary>
/// Marks a static method as one that <c>WorkerProcess</c> may run in a child process. The generator lists it in its assembly's table, so
/// the child finds it without reflection. A last parameter of type <see cref="CancellationToken"/> is cancelled when the worker is asked to stop.
/// </summary>
[AttributeUsage(AttributeTargets.Method, Inherited = false)]
public sealed class WorkerTargetAttribute : Attribute;
