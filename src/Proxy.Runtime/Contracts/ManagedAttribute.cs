namespace SharedObjects;

/// <summary>
/// Makes an interface shareable: the generator writes a typed proxy and a dispatcher for it. Members without a body are called on the
/// referent; members with a body run in the calling process.
/// </summary>
[AttributeUsage(AttributeTargets.Interface, Inherited = false)]
public sealed class ManagedAttribute : Attribute
{
    /// <summary>How calls to one object take turns. Default: <see cref="TurnMode.Interleaving"/>.</summary>
    public TurnMode Turns { get; set; }
}
