using System.Globalization;
using System.Xml;
using System.Xml.Linq;

namespace SageTasks.Testing.S3;

/// <summary>Bodies in XML as S3 writes them.</summary>
internal static class S3Xml
{
    private const string Space = "http://s3.amazonaws.com/doc/2006-03-01/";

    public static LocalAnswer Answer(string root, Action<XmlWriter> write) => XmlBody.Answer(root, write, space: Space);

    public static XmlWriter Time(this XmlWriter xml, string name, DateTimeOffset time) =>
        xml.Text(name, time.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture));

    /// <exception cref="S3Refusal">The body is not well-formed, or its root is another.</exception>
    public static XElement Read(ReadOnlyMemory<byte> body, string root) => XmlBody.Read(body, root) ?? throw new S3Refusal(S3Error.MalformedXml);
}
