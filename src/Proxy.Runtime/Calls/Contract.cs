using System.Diagnostics.CodeAnalysis;

namespace SharedObjects.Calls;

/// <summary>
/// What generated code says of one managed interface: its name on the wire, its members in their order there, and how to make a proxy and find a
/// dispatcher. One instance per interface and program.
/// </summary>
public sealed class Contract
{
    /// <summary>The interface; for a generic one, its definition.</summary>
    public required Type Interface { get; init; }

    /// <summary>The name on the wire: the interface's full name.</summary>
    public required string Name { get; init; }

    /// <summary>Changes when a member is added, removed or changed.</summary>
    public required ulong Fingerprint { get; init; }

    /// <summary>The members' stable names, ordinally sorted; a member's number is its place here.</summary>
    public required IReadOnlyList<string> Members { get; init; }

    /// <summary>How calls to one object take turns.</summary>
    public TurnMode Turns { get; init; }

    /// <summary>Whether calls may start on the thread that delivers them.</summary>
    public bool Inline { get; init; }

    /// <summary>The dispatcher; for a generic contract, closed over <see cref="Payload"/>.</summary>
    public required Dispatcher Dispatcher { get; init; }

    /// <summary>Makes a proxy; <see langword="null"/> for a generic contract.</summary>
    public Func<ObjectHandle, object>? Proxy { get; init; }

    /// <summary>The proxy's generic definition, with the interface's type parameters; <see langword="null"/> for a contract without any.</summary>
    [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)]
    public Type? ProxyDefinition { get; init; }

    /// <summary>The contract of a managed interface.</summary>
    /// <exception cref="NotManagedException">The type is no managed interface, or its assembly was built without the generator.</exception>
    internal static Contract Of<TContract>() => ProxyFactory<TContract>.Contract;

    internal string MemberName(int member) => (uint)member < (uint)Members.Count ? $"{Name}.{Members[member]}" : $"{Name}, member {member}";

    internal TContract CreateProxy<TContract>(ObjectHandle handle)
    {
        if (handle.Reference.Contract != Name)
        {
            // Whoever is promised a base interface takes a derived one. Asked before there is a proxy: one that nobody gets would give the object back.
            if (ContractRegistry.Find(handle.Reference.Contract) is { Proxy: { } proxy, Interface: var derived } && typeof(TContract).IsAssignableFrom(derived))
            {
                return (TContract)proxy(handle);
            }

            throw new ContractMismatchException(Name, $"The object is a {handle.Reference.Contract}, not a {Name}.");
        }

        if (handle.Reference.Elements.Length > 0 && !ProxyFactory<TContract>.IsErased && handle.Reference.Elements != ProxyFactory<TContract>.Elements)
        {
            throw new ContractMismatchException(
                Name,
                $"The object was created as {Name}<{handle.Reference.Elements}> and cannot be used as {Name}<{ProxyFactory<TContract>.Elements}>.");
        }

        return ProxyFactory<TContract>.Create(handle);
    }
}
