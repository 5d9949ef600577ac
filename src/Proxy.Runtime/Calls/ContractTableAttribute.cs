using System.Diagnostics.CodeAnalysis;

namespace SharedObjects.Calls;

/// <summary>Names an assembly's generated table.</summary>
/// <param name="table">A <see cref="ContractTable"/> with a public constructor without parameters.</param>
[AttributeUsage(AttributeTargets.Assembly)]
public sealed class ContractTableAttribute(
    [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicParameterlessConstructor)] Type table) : Attribute
{
    /// <summary>The table's type.</summary>
    [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicParameterlessConstructor)]
    public Type Table { get; } = table;
}
