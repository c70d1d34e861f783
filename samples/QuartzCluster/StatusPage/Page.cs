using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Quartz;
using QuartzCluster.Cluster;
using QuartzCluster.Jobs;
using QuartzCluster.Orders;

namespace QuartzCluster.StatusPage;

/// <summary>The status page: GET shows the cluster, POST orders work.</summary>
internal static class Page
{
    private const string Policy = "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    public static void Map(WebApplication application)
    {
        application.Use(RefuseStrangersAsync);
        application.MapGet("/", async (ClusterTables tables, HttpResponse response, CancellationToken cancellationToken) =>
        {
            response.Headers.ContentSecurityPolicy = Policy;
            return Results.Content(Html.Of(await tables.ReadAsync(cancellationToken)), "text/html; charset=utf-8");
        });
        application.MapPost("/", async (HttpRequest request, ISchedulerFactory schedulers, CancellationToken cancellationToken) =>
        {
            var form = await request.ReadFormAsync(cancellationToken);
            var samples = form["samples"].ToString().Split([',', ' '], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
            var scope = form["scope"].ToString().Trim() is { Length: > 0 } text ? text : null;
            await Manual.OrderAsync(await schedulers.GetScheduler(cancellationToken), new ExtractOrder(samples, scope), cancellationToken);
            return Results.Redirect("/");
        });
    }

    // A page of somebody else, open in the same browser, reaches loopback too.
    private static Task RefuseStrangersAsync(HttpContext context, RequestDelegate next)
    {
        var host = context.Request.Host;
        var origin = context.Request.Headers.Origin.ToString();
        if (host.Host is not ("127.0.0.1" or "localhost") || (origin.Length > 0 && origin != $"http://{host}"))
        {
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
            return Task.CompletedTask;
        }

        return next(context);
    }
}
