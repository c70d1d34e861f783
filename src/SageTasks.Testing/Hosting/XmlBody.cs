using System.Globalization;
using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace SageTasks.Testing;

/// <summary>Bodies in XML, of platforms that speak it.</summary>
internal static class XmlBody
{
    // A name may hold characters that XML 1.0 cannot: they go as character references, as on the services.
    private static readonly XmlWriterSettings Settings = new() { CheckCharacters = false, Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false) };

    public static LocalAnswer Answer(string root, Action<XmlWriter> write, int status = 200, string? space = null)
    {
        using var buffer = new MemoryStream();
        using (var xml = XmlWriter.Create(buffer, Settings))
        {
            xml.WriteStartElement(root, space);
            write(xml);
            xml.WriteEndElement();
        }

        return LocalAnswer.Bytes(buffer.ToArray(), "application/xml", status);
    }

    /// <summary>Writes an element with text; none where there is no text.</summary>
    public static XmlWriter Text(this XmlWriter xml, string name, string? text)
    {
        if (text is not null)
        {
            xml.WriteStartElement(name);
            xml.WriteString(text);
            xml.WriteEndElement();
        }

        return xml;
    }

    public static XmlWriter Number(this XmlWriter xml, string name, long number) => xml.Text(name, number.ToString(CultureInfo.InvariantCulture));

    public static XmlWriter Flag(this XmlWriter xml, string name, bool flag) => xml.Text(name, flag ? "true" : "false");

    public static XmlWriter Inside(this XmlWriter xml, string name, Action<XmlWriter> write)
    {
        xml.WriteStartElement(name);
        write(xml);
        xml.WriteEndElement();
        return xml;
    }

    /// <summary>The root of a body; null where it is not well-formed, or the root is another.</summary>
    public static XElement? Read(ReadOnlyMemory<byte> body, string root)
    {
        try
        {
            using var reader = XmlReader.Create(new MemoryStream(body.ToArray()), new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit });
            var element = XElement.Load(reader);
            return element.Name.LocalName == root ? element : null;
        }
        catch (XmlException)
        {
            return null;
        }
    }

    /// <summary>The text of a child; requests come with a namespace and without.</summary>
    public static string? Child(this XElement element, string name) => element.Elements().FirstOrDefault(child => child.Name.LocalName == name)?.Value;
}
