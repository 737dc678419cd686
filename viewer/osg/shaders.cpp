#include "viewer/osg/shaders.hpp"

namespace planspiel::viewer::shaders {

namespace {

/// Colour of a row: of its value's class, for no data, no change, or the plain colour where no layer lies on it.
/// `strength`: size of the value beside the largest break, 0 … 1.
const char* const kPaint = R"(
uniform sampler2D u_values;
uniform int u_layer;
uniform int u_classes;
uniform int u_difference;
uniform float u_breaks[13];
uniform vec3 u_colours[12];
uniform vec3 u_no_data;
uniform vec3 u_no_change;
uniform vec3 u_plain;
uniform float u_selected;
uniform vec3 u_selection;

vec3 paint(float row, out float strength, out float known) {
  strength = 0.0;
  known = 0.0;
  vec3 colour = u_plain;
  if (u_layer != 0) {
    int r = int(row + 0.5);
    float value = texelFetch(u_values, ivec2(r & 511, r >> 9), 0).r;
    if (value < -1.0e30) {
      colour = u_no_data;
    } else if (u_difference != 0 && value == 0.0) {
      colour = u_no_change;
    } else {
      int found = 0;
      for (int c = 1; c < u_classes; ++c)
        if (value >= u_breaks[c]) found = c;
      colour = u_colours[found];
      known = 1.0;
      float most = max(abs(u_breaks[0]), abs(u_breaks[u_classes]));
      strength = clamp(abs(value) / max(most, 1.0e-20), 0.0, 1.0);
    }
  }
  if (abs(row - u_selected) < 0.5) colour = u_selection;
  return colour;
}
)";

/// What is far away takes on the colour of the air.
const char* const kHaze = R"(
uniform vec2 u_haze;
uniform vec3 u_air;
vec3 hazy(vec3 colour, float away) {
  return mix(colour, u_air, 0.85 * smoothstep(u_haze.x, u_haze.y, away));
}
)";

const std::string kVersion = "#version 130\n";

}  // namespace

Source sky() {
  return {kVersion + R"(
out vec2 v_at;
void main() {
  v_at = gl_Vertex.xy;
  gl_Position = vec4(gl_Vertex.xy, 0.999, 1.0);
}
)",
          kVersion + R"(
in vec2 v_at;
uniform float u_horizon;
uniform vec3 u_air;
uniform vec3 u_zenith;
void main() {
  float above = clamp((v_at.y - u_horizon) * 0.8, 0.0, 1.0);
  gl_FragColor = vec4(mix(u_air, u_zenith, sqrt(above)), 1.0);
}
)"};
}

Source ground() {
  return {kVersion + R"(
out vec2 v_at;
out vec3 v_eye;
void main() {
  v_at = gl_Vertex.xy;
  v_eye = (gl_ModelViewMatrix * gl_Vertex).xyz;
  gl_Position = gl_ModelViewProjectionMatrix * gl_Vertex;
}
)",
          kVersion + kHaze + R"(
in vec2 v_at;
in vec3 v_eye;
uniform sampler2D u_ground;
uniform sampler2D u_far_values;
uniform vec4 u_raster;
uniform vec3 u_outside;
uniform float u_pixel;
void main() {
  vec2 at = (v_at - u_raster.xy) * u_raster.zw;
  float away = length(v_eye);
  vec3 colour = u_outside;
  if (at.x > 0.0 && at.y > 0.0 && at.x < 1.0 && at.y < 1.0) {
    colour = texture(u_ground, at).rgb;
    vec4 far_value = texture(u_far_values, at);
    float share = smoothstep(2.0, 6.0, u_pixel * -v_eye.z);
    colour = mix(colour, far_value.rgb / max(far_value.a, 0.01), far_value.a * share);
  }
  gl_FragColor = vec4(hazy(colour, away), 1.0);
}
)"};
}

Source area() {
  return {kVersion + kPaint + R"(
out vec3 v_eye;
flat out vec4 v_colour;
uniform float u_opacity;
void main() {
  vec4 place = vec4(gl_Vertex.xyz, 1.0);
  float strength, known;
  v_colour = vec4(paint(gl_Vertex.w, strength, known), u_opacity);
  v_eye = (gl_ModelViewMatrix * place).xyz;
  gl_Position = gl_ModelViewProjectionMatrix * place;
}
)",
          kVersion + kHaze + R"(
in vec3 v_eye;
flat in vec4 v_colour;
void main() { gl_FragColor = vec4(hazy(v_colour.rgb, length(v_eye)), v_colour.a); }
)"};
}

Source ribbon() {
  return {kVersion + kPaint + R"(
in vec4 a_form;
uniform float u_pixel;
uniform vec2 u_fade;
uniform float u_opacity;
uniform int u_wide_by_value;
uniform float u_slender;
uniform vec2 u_screen;
uniform vec3 u_vertical;
out vec3 v_eye;
out float v_across;
flat out vec4 v_colour;
flat out float v_cased;
out float v_width_px;
void main() {
  float strength, known;
  vec3 colour = paint(a_form.w, strength, known);
  vec3 on_line = (gl_ModelViewMatrix * vec4(gl_Vertex.xy, 0.0, 1.0)).xyz;
  float metres_per_pixel = u_pixel * max(-on_line.z, 1.0);
  float px = a_form.z * u_slender;
  // Towards the horizon lines crowd: all of them get slimmer.
  px *= mix(0.4, 1.0, smoothstep(0.02, 0.4, -dot(on_line, u_vertical) / length(on_line)));
  if (u_layer != 0) {
    if (u_wide_by_value != 0) px = px * 0.5 + (known > 0.5 ? 4.4 * pow(strength, 0.7) : 0.0);
    else px = px * 1.25;
  }
  // Seen at a low angle, a line across the view would be thinner than its pixels: widen it by what it loses.
  vec4 clip = gl_ModelViewProjectionMatrix * vec4(gl_Vertex.xy, 0.0, 1.0);
  vec4 beside = gl_ModelViewProjectionMatrix * vec4(gl_Vertex.xy + gl_Vertex.zw * metres_per_pixel, 0.0, 1.0);
  vec2 step_px = (beside.xy / beside.w - clip.xy / clip.w) * 0.5 * u_screen;
  float lost = clip.w > 1.0 && beside.w > 1.0 ? 1.0 / clamp(length(step_px), 0.16, 1.0) : 1.0;
  float width = max(a_form.y, px * metres_per_pixel * lost);
  vec4 place = vec4(gl_Vertex.xy + gl_Vertex.zw * a_form.x * width, 0.0, 1.0);
  v_eye = (gl_ModelViewMatrix * place).xyz;
  v_across = abs(abs(a_form.x) - 0.5) < 0.1 ? a_form.x + 0.5 : a_form.x;
  v_width_px = width / (metres_per_pixel * lost);
  v_cased = u_layer != 0 ? known : 0.0;
  float fade = 1.0 - smoothstep(u_fade.x, u_fade.y, metres_per_pixel);
  v_colour = vec4(colour, u_opacity * fade);
  gl_Position = gl_ModelViewProjectionMatrix * place;
}
)",
          kVersion + kHaze + R"(
in vec3 v_eye;
in float v_across;
in float v_width_px;
flat in vec4 v_colour;
flat in float v_cased;
void main() {
  float from_edge = min(v_across, 1.0 - v_across) * v_width_px;
  float casing = v_cased * (1.0 - smoothstep(0.35, 0.9, from_edge)) * smoothstep(2.5, 5.0, v_width_px);
  vec3 colour = mix(v_colour.rgb, vec3(1.0), 0.8 * casing);
  gl_FragColor = vec4(hazy(colour, length(v_eye)), v_colour.a);
}
)"};
}

Source solid() {
  return {kVersion + kPaint + R"(
uniform float u_pixel;
uniform vec2 u_fade;
out vec3 v_eye;
out float v_height;
flat out vec4 v_colour;
void main() {
  vec3 foot = (gl_ModelViewMatrix * vec4(gl_Vertex.xy, 0.0, 1.0)).xyz;
  float fade = 1.0 - smoothstep(u_fade.x, u_fade.y, u_pixel * max(-foot.z, 1.0));
  vec4 place = vec4(gl_Vertex.xy, gl_Vertex.z * fade, 1.0);
  float strength, known;
  v_colour = vec4(paint(gl_Vertex.w, strength, known), fade);
  v_height = place.z;
  v_eye = (gl_ModelViewMatrix * place).xyz;
  gl_Position = gl_ModelViewProjectionMatrix * place;
}
)",
          kVersion + kHaze + R"(
in vec3 v_eye;
in float v_height;
flat in vec4 v_colour;
uniform vec3 u_sun;
uniform vec3 u_vertical;
void main() {
  vec3 normal = normalize(cross(dFdx(v_eye), dFdy(v_eye)));
  if (dot(normal, v_eye) > 0.0) normal = -normal;
  float roof = smoothstep(0.7, 0.9, dot(normal, u_vertical));
  float light = 0.5 + 0.5 * dot(normal, u_sun);
  float wall = mix(0.66, 0.98, light) * mix(0.86, 1.0, smoothstep(0.0, 9.0, v_height));
  vec3 colour = v_colour.rgb * mix(wall, 1.03, roof);
  gl_FragColor = vec4(hazy(min(colour, vec3(1.0)), length(v_eye)), v_colour.a);
}
)"};
}

Source shadow() {
  return {kVersion + R"(
uniform float u_pixel;
uniform vec2 u_fade;
uniform vec2 u_cast;
flat out float v_fade;
void main() {
  vec4 place = vec4(gl_Vertex.xy + gl_Vertex.z * u_cast, 0.0, 1.0);
  float away = -(gl_ModelViewMatrix * place).z;
  v_fade = 1.0 - smoothstep(u_fade.x, u_fade.y, u_pixel * max(away, 1.0));
  gl_Position = gl_ModelViewProjectionMatrix * place;
}
)",
          kVersion + R"(
flat in float v_fade;
void main() { gl_FragColor = vec4(0.16, 0.18, 0.24, 0.20 * v_fade); }
)"};
}

Source spot() {
  return {kVersion + kPaint + R"(
in vec4 a_form;
uniform vec2 u_screen;
uniform float u_size_px;
out vec2 v_corner;
flat out vec3 v_colour;
flat out float v_radius_px;
void main() {
  float strength, known;
  v_colour = paint(a_form.w, strength, known);
  v_corner = gl_Vertex.zw;
  v_radius_px = u_size_px * a_form.x;
  vec4 place = gl_ModelViewProjectionMatrix * vec4(gl_Vertex.xy, 0.0, 1.0);
  place.xy += gl_Vertex.zw * (v_radius_px + 1.0) * 2.0 / u_screen * place.w;
  gl_Position = place;
}
)",
          kVersion + R"(
in vec2 v_corner;
flat in vec3 v_colour;
flat in float v_radius_px;
void main() {
  float away = length(v_corner) * (v_radius_px + 1.0);
  float inside = 1.0 - smoothstep(v_radius_px - 0.5, v_radius_px + 0.5, away);
  float rim = smoothstep(v_radius_px - 2.3, v_radius_px - 1.3, away);
  gl_FragColor = vec4(mix(v_colour, vec3(1.0), rim), inside);
}
)"};
}

}  // namespace planspiel::viewer::shaders
