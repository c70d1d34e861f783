using System.Text;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace SageTasks.Testing.Wes;

/// <summary>The parts of a run request: fields by their names, and the files that come with it.</summary>
internal sealed record RunForm(IReadOnlyDictionary<string, string> Fields, IReadOnlyList<Attachment> Attachments)
{
    private const string AttachmentField = "workflow_attachment";

    /// <exception cref="FormatException">The body is no form of this kind.</exception>
    public static async Task<RunForm> ReadAsync(LocalRequest request, CancellationToken cancellationToken)
    {
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
            || !type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase)
            || HeaderUtilities.RemoveQuotes(type.Boundary).Value is not { Length: > 0 } boundary)
        {
            throw new FormatException($"The body must be multipart/form-data, and not '{request.ContentType}'.");
        }

        try
        {
            using var body = new MemoryStream(request.Body.ToArray());
            var reader = new MultipartReader(boundary, body) { BodyLengthLimit = null };
            var (fields, attachments) = (new Dictionary<string, string>(StringComparer.Ordinal), new List<Attachment>());
            while (await reader.ReadNextSectionAsync(cancellationToken).ConfigureAwait(false) is { } section)
            {
                await TakeAsync(section, fields, attachments, cancellationToken).ConfigureAwait(false);
            }

            return new RunForm(fields, attachments);
        }
        catch (Exception e) when (e is IOException or InvalidDataException)
        {
            throw new FormatException($"The form cannot be read: {e.Message}", e);
        }
    }

    private static async Task TakeAsync(
        MultipartSection section, Dictionary<string, string> fields, List<Attachment> attachments, CancellationToken cancellationToken)
    {
        if (!ContentDispositionHeaderValue.TryParse(section.ContentDisposition, out var disposition)
            || HeaderUtilities.RemoveQuotes(disposition.Name).Value is not { Length: > 0 } name)
        {
            throw new FormatException("A part of the form has no name.");
        }

        using var content = new MemoryStream();
        await section.Body.CopyToAsync(content, cancellationToken).ConfigureAwait(false);
        if (name != AttachmentField)
        {
            fields[name] = Encoding.UTF8.GetString(content.GetBuffer(), 0, (int)content.Length);
            return;
        }

        attachments.Add(FileName(disposition) is { Length: > 0 } file
            ? new Attachment(file, content.ToArray())
            : throw new FormatException("A workflow_attachment has no filename in its Content-Disposition."));
    }

    private static string? FileName(ContentDispositionHeaderValue disposition) =>
        disposition.FileNameStar.HasValue ? disposition.FileNameStar.Value : HeaderUtilities.UnescapeAsQuotedString(disposition.FileName).Value;
}
