namespace SharedObjects.Contracts;

/// <summary>
/// Lets a call start on the thread that delivers it when its object is idle, instead of hopping to the thread pool. Only for contracts whose
/// referents never block and never run user code: a slow member would hold up everything else on its connection.
/// </summary>
[AttributeUsage(AttributeTargets.Interface, Inherited = false)]
internal sealed class InlineAttribute : Attribute;
