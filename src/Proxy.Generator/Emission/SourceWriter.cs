using System.Text;

namespace SharedObjects.Generator.Emission;

/// <summary>Lines and indentation. Lines end in \n on every machine, so that output is the same everywhere.</summary>
internal sealed class SourceWriter
{
    private readonly StringBuilder text = new();
    private int depth;

    public SourceWriter Line(string line = "")
    {
        if (line.Length > 0)
        {
            text.Append(' ', 4 * depth).Append(line);
        }

        text.Append('\n');
        return this;
    }

    public SourceWriter Indent()
    {
        depth++;
        return this;
    }

    public SourceWriter Unindent()
    {
        depth--;
        return this;
    }

    public SourceWriter Open() => Line("{").Indent();

    public SourceWriter Close(string end = "}") => Unindent().Line(end);

    public override string ToString() => text.ToString();
}
