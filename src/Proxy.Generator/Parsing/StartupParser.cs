using Microsoft.CodeAnalysis;
using SharedObjects.Generator.Diagnostics;
using SharedObjects.Generator.Model;

namespace SharedObjects.Generator.Parsing;

/// <summary>Turns a class that configures managers into its model; other classes into nothing.</summary>
internal static class StartupParser
{
    public static ParseResult<StartupModel>? Parse(ISymbol? symbol)
    {
        if (symbol is not INamedTypeSymbol { TypeKind: TypeKind.Class or TypeKind.Struct } type
            || !type.AllInterfaces.Any(static i => i.IsOfRuntime(KnownTypes.ManagerStartup)))
        {
            return null;
        }

        return Accessibilities.IsVisibleInAssembly(type) && TypeParameters.CountOf(type) == 0
            ? ParseResult<StartupModel>.Of(new StartupModel(WireNames.OfDefinition(type), TypeNames.Plain.OfBare(type)))
            : ParseResult<StartupModel>.Failed([new Problem(Descriptors.StartupNotCallable, type.Locations[0], type.Name)]);
    }
}
