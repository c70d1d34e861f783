using System.Globalization;

namespace SageTasks.Reports;

/// <summary>Writes HTML in which no text can become markup: everything but the names of elements and attributes is escaped.</summary>
internal sealed class HtmlWriter(TextWriter output)
{
    /// <summary>Begins an element; an attribute without a value is left out.</summary>
    public HtmlWriter Open(string element, params ReadOnlySpan<(string Name, string? Value)> attributes)
    {
        output.Write('<');
        output.Write(element);
        foreach (var (name, value) in attributes)
        {
            if (value is not null)
            {
                output.Write(' ');
                output.Write(name);
                output.Write("=\"");
                Text(value);
                output.Write('"');
            }
        }

        output.Write('>');
        return this;
    }

    /// <summary>Ends an element.</summary>
    public HtmlWriter Close(string element)
    {
        output.Write("</");
        output.Write(element);
        output.Write('>');
        return this;
    }

    /// <summary>Ends an element and the line.</summary>
    public HtmlWriter CloseLine(string element)
    {
        Close(element);
        output.Write('\n');
        return this;
    }

    /// <summary>An element that holds nothing but text.</summary>
    public HtmlWriter Element(string element, string? text, params ReadOnlySpan<(string Name, string? Value)> attributes) =>
        Open(element, attributes).Text(text).Close(element);

    /// <summary>A text that others have written, kept apart from the direction in which the page is read.</summary>
    public HtmlWriter Name(string? text) => Element("bdi", text);

    /// <summary>A text that leads to a web page; only the text where the address is none (<c>javascript:</c> among them).</summary>
    public HtmlWriter Link(Uri? address, string text) => IsWeb(address)
        ? Open("a", ("href", address!.AbsoluteUri), ("rel", "noreferrer")).Name(text).Close("a")
        : Name(text);

    /// <summary>Text as it is to be read. What would act instead of being seen (control characters, marks that turn the direction, halves of
    /// pairs) is shown by its number.</summary>
    public HtmlWriter Text(string? text)
    {
        var plain = 0;
        text ??= "";
        for (var at = 0; at < text.Length; at++)
        {
            if (Replacement(text, at) is { } replacement)
            {
                output.Write(text.AsSpan(plain, at - plain));
                output.Write(replacement);
                plain = at + 1;
            }
        }

        output.Write(text.AsSpan(plain));
        return this;
    }

    /// <summary>Text that is known to be markup or style, never anybody's data.</summary>
    public HtmlWriter Own(string markup)
    {
        output.Write(markup);
        return this;
    }

    public static bool IsWeb(Uri? address) => address is { IsAbsoluteUri: true, Scheme: "https" or "http" };

    private static string? Replacement(string text, int at) => text[at] switch
    {
        '&' => "&amp;",
        '<' => "&lt;",
        '>' => "&gt;",
        '"' => "&quot;",
        '\'' => "&#39;",
        '\n' or '\t' => null,
        var sign when char.IsControl(sign) || Turns(sign) || IsHalf(text, at) => string.Create(CultureInfo.InvariantCulture, $"[U+{(int)sign:X4}]"),
        _ => null,
    };

    private static bool Turns(char sign) => sign is '\u061C' or '\u200E' or '\u200F' or (>= '\u2028' and <= '\u202E') or (>= '\u2066' and <= '\u2069') or '\uFEFF' or '\uFFFE' or '\uFFFF';

    private static bool IsHalf(string text, int at) => char.IsSurrogate(text[at])
        && !(char.IsHighSurrogate(text[at]) && at + 1 < text.Length && char.IsLowSurrogate(text[at + 1]))
        && !(char.IsLowSurrogate(text[at]) && at > 0 && char.IsHighSurrogate(text[at - 1]));
}
