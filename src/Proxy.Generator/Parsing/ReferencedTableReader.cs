using System.Reflection.Metadata;
using Microsoft.CodeAnalysis;

namespace SharedObjects.Generator.Parsing;

/// <summary>
/// Finds the table of a referenced assembly from that reference alone: it is read again when the reference changes, not at every keystroke, and
/// no compilation is held for it.
/// </summary>
internal static class ReferencedTableReader
{
    /// <summary>The table's name, from <c>global::</c> on; <see langword="null"/> if the assembly has none or is known by an alias only.</summary>
    public static string? Read(MetadataReference reference)
    {
        if (reference.Properties is { Aliases: { IsEmpty: false } aliases } && !aliases.Contains(MetadataReferenceProperties.GlobalAlias))
        {
            return null;
        }

        var name = reference switch
        {
            CompilationReference source => OfSource(source.Compilation.Assembly),
            PortableExecutableReference file => OfFile(file),
            _ => null,
        };
        return name is null ? null : $"global::{name}";
    }

    private static string? OfSource(IAssemblySymbol assembly) =>
        assembly.GetAttributes().FirstOrDefault(static a => a.AttributeClass?.Is(KnownTypes.ContractTableAttribute) == true) is { ConstructorArguments: [{ Value: INamedTypeSymbol table }] }
            ? WireNames.OfDefinition(table)
            : null;

    private static string? OfFile(PortableExecutableReference file)
    {
        if (file.GetMetadata() is not AssemblyMetadata assembly)
        {
            return null;
        }

        var reader = assembly.GetModules()[0].GetMetadataReader();
        foreach (var handle in reader.IsAssembly ? reader.GetAssemblyDefinition().GetCustomAttributes() : default)
        {
            var attribute = reader.GetCustomAttribute(handle);
            if (IsContractTable(reader, attribute.Constructor))
            {
                return TypeArgument(reader.GetBlobReader(attribute.Value));
            }
        }

        return null;
    }

    private static bool IsContractTable(MetadataReader reader, EntityHandle constructor)
    {
        var type = constructor.Kind switch
        {
            HandleKind.MemberReference => reader.GetMemberReference((MemberReferenceHandle)constructor).Parent,
            HandleKind.MethodDefinition => reader.GetMethodDefinition((MethodDefinitionHandle)constructor).GetDeclaringType(),
            _ => default(EntityHandle),
        };
        return type.Kind switch
        {
            HandleKind.TypeReference when reader.GetTypeReference((TypeReferenceHandle)type) is var found => IsContractTable(reader, found.Namespace, found.Name),
            HandleKind.TypeDefinition when reader.GetTypeDefinition((TypeDefinitionHandle)type) is var found => IsContractTable(reader, found.Namespace, found.Name),
            _ => false,
        };
    }

    private static bool IsContractTable(MetadataReader reader, StringHandle space, StringHandle name) =>
        KnownTypes.ContractTableAttribute == $"{reader.GetString(space)}.{reader.GetString(name)}";

    /// <summary>The attribute's one argument: after the prolog, the type's name as text, with an assembly only if that were another.</summary>
    private static string? TypeArgument(BlobReader blob)
    {
        blob.ReadUInt16();
        return blob.ReadSerializedString()?.Split(',')[0];
    }
}
