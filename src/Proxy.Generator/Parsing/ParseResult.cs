using System.Collections.Immutable;
using SharedObjects.Generator.Diagnostics;

namespace SharedObjects.Generator.Parsing;

/// <summary>A model, or what is wrong. The generator uses the one and is silent about the other; the analyzer the other way round.</summary>
internal sealed record ParseResult<TModel>(TModel? Model, ImmutableArray<Problem> Problems)
    where TModel : class
{
    public static ParseResult<TModel> Of(TModel model) => new(model, ImmutableArray<Problem>.Empty);

    public static ParseResult<TModel> Failed(IEnumerable<Problem> problems) => new(null, [.. problems]);
}
