using Microsoft.CodeAnalysis;
using SharedObjects.Generator.Model;

namespace SharedObjects.Generator.Parsing;

/// <summary>Takes a return type apart.</summary>
internal static class ResultParser
{
    public static (ResultShape Shape, ITypeSymbol? Value) Parse(ITypeSymbol type) => type switch
    {
        { SpecialType: SpecialType.System_Void } => (ResultShape.Void, null),
        INamedTypeSymbol { Arity: 0 } when type.IsTask() => (ResultShape.Task, null),
        INamedTypeSymbol { Arity: 0 } when type.IsValueTask() => (ResultShape.ValueTask, null),
        INamedTypeSymbol { TypeArguments: [var value] } when type.IsTask() => (ResultShape.TaskOfValue, value),
        INamedTypeSymbol { TypeArguments: [var value] } when type.IsValueTask() => (ResultShape.ValueTaskOfValue, value),
        INamedTypeSymbol { TypeArguments: [var item] } when type.IsAsyncEnumerable() => (ResultShape.Stream, item),
        _ => (ResultShape.Value, type),
    };
}
