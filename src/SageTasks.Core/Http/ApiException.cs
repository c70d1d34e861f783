using System.Globalization;
using System.Text;

namespace SageTasks.Http;

/// <summary>A request to a platform failed. The message alone says what was asked, what was answered and what to do.</summary>
public class ApiException : Exception
{
    /// <summary>Creates the exception from what is known about the request.</summary>
    public ApiException(ApiError error, Exception? innerException = null)
        : base(Describe(error), innerException) => Error = error;

    /// <summary>What is known about the request.</summary>
    public ApiError Error { get; }

    /// <summary>The exception that fits an error's status, for clients that do not go through <see cref="ApiTransport"/>.</summary>
    public static ApiException Of(ApiError error, Exception? innerException = null)
    {
        ArgumentNullException.ThrowIfNull(error);
        return error.Status switch
        {
            null => new NetworkFailureException(error, innerException),
            401 or 403 => new AccessDeniedException(error, innerException),
            404 or 410 => new NotFoundException(error, innerException),
            409 => new ConflictException(error, innerException),
            412 => new PreconditionFailedException(error, innerException),
            429 => new RateLimitedException(error, innerException),
            408 or 425 or >= 500 => new ServerFailureException(error, innerException),
            _ => new InvalidRequestException(error, innerException),
        };
    }

    private static string Describe(ApiError error)
    {
        ArgumentNullException.ThrowIfNull(error);
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{error.Platform}: {error.Method} {error.Uri} ");
        text.Append(error.Status is { } status ? string.Create(CultureInfo.InvariantCulture, $"answered {status}") : "got no answer");
        if (error.Code is { Length: > 0 } code)
        {
            text.Append(CultureInfo.InvariantCulture, $" ({code})");
        }

        if (error.Reason is { Length: > 0 } reason)
        {
            text.Append(": ").Append(reason);
        }

        foreach (var detail in error.Details)
        {
            text.Append(CultureInfo.InvariantCulture, $"\n  - {detail}");
        }

        AppendClosing(text, error);
        return text.ToString();
    }

    private static void AppendClosing(StringBuilder text, ApiError error)
    {
        if (error.Attempts > 1)
        {
            text.Append(CultureInfo.InvariantCulture, $" [after {error.Attempts} attempts]");
        }

        if (error.RequestId is { Length: > 0 } id)
        {
            text.Append(CultureInfo.InvariantCulture, $" [request id {id}]");
        }

        if (error.Advice is { Length: > 0 } advice)
        {
            text.Append(' ').Append(advice);
        }
    }
}
