using SharedObjects.Generator.Model;

namespace SharedObjects.Generator.Emission;

internal static class CodecFields
{
    public static SourceWriter Fields(this SourceWriter writer, EquatableArray<CodecField> codecs)
    {
        foreach (var codec in codecs)
        {
            writer.Line($"private static readonly {codec.Type} {codec.Name} = {codec.Expression};");
        }

        return codecs.Count > 0 ? writer.Line() : writer;
    }
}
