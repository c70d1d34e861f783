using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace SageTasks.Testing;

/// <summary>Writes an answer to the wire, whole or cut.</summary>
internal static class AnswerWriter
{
    public static async Task WriteAsync(HttpContext context, Outcome outcome, DateTimeOffset now, CancellationToken stopping)
    {
        if (outcome.IsLost)
        {
            context.Abort();
            return;
        }

        var (response, answer) = (context.Response, outcome.Answer);
        response.StatusCode = answer.Status;
        response.Headers.Date = now.ToString("R", CultureInfo.InvariantCulture);
        foreach (var (name, value) in answer.Headers)
        {
            response.Headers.Append(name, value);
        }

        if (!answer.HasBody)
        {
            if (answer.Status is not (204 or 304))
            {
                response.ContentLength = 0;
            }

            return;
        }

        response.ContentType = answer.ContentType;
        response.ContentLength = answer.Writer is null ? answer.Body.Length : answer.Length;
        if (HttpMethods.IsHead(context.Request.Method))
        {
            return;
        }

        if (outcome.Fault?.Kind == FaultKind.CutBody)
        {
            await WriteCutAsync(context, answer, outcome.Fault.Value.Dice, stopping).ConfigureAwait(false);
        }
        else if (answer.Writer is { } writer)
        {
            await writer(response.Body, context.RequestAborted).ConfigureAwait(false);
        }
        else
        {
            await response.Body.WriteAsync(answer.Body, context.RequestAborted).ConfigureAwait(false);
        }
    }

    private static async Task WriteCutAsync(HttpContext context, LocalAnswer answer, ulong dice, CancellationToken stopping)
    {
        var length = answer.Writer is null ? answer.Body.Length : answer.Length ?? 64 * 1024;
        var kept = (long)(dice % (ulong)Math.Max(1, length));
        if (answer.Writer is { } writer)
        {
            using var cut = new CutStream(context.Response.Body, kept);
            try
            {
                await writer(cut, stopping).ConfigureAwait(false);
            }
            catch (IOException) when (cut.IsCut)
            {
                // The cut is what was asked for.
            }
        }
        else
        {
            await context.Response.Body.WriteAsync(answer.Body[..(int)kept], stopping).ConfigureAwait(false);
        }

        await context.Response.Body.FlushAsync(stopping).ConfigureAwait(false);
        context.Abort();
    }
}
